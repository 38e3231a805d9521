using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Providers.Frames;

/// <summary>What the messages of a chat cost by model, each message of one token besides.</summary>
public sealed class ChatFramesTests
{
    [TestCase("meta-llama/Meta-Llama-3-8B-Instruct", "u", 11)]
    [TestCase("meta-llama/Meta-Llama-3-8B-Instruct", "ua", 17)]
    [TestCase("llama3-8b-8192", "uau", 23)]
    [TestCase("llama-3.3-70b-versatile", "u", 36, TestName = "Llama 3.3, billed by Groq: 25 more than Llama 3")]
    [TestCase("accounts/fireworks/models/llama-v3p1-8b-instruct", "su", 37)]
    [TestCase("llama-2-7b-chat", "u", 9)]
    [TestCase("llama-2-7b-chat", "suau", 3 * 1 + 13 + 2 * 8 + 1 + 1)]
    [TestCase("mistral-large-latest", "u", 4)]
    [TestCase("mistralai/Mixtral-8x7B-Instruct-v0.1", "uau", 1 + 3 + 3 + 2)]
    [TestCase("mistral-large-latest", "su", 7)]
    [TestCase("mistral-small-latest", "u", 16)]
    [TestCase("google/gemma-3-27b-it", "uau", 1 + 3 + (3 * 6))]
    [TestCase("gpt-4o", "su", 3 + 10)]
    [TestCase("gpt-5", "su", 2 + 10)]
    [TestCase("o1", "u", 3 + 5)]
    [TestCase("qwen3", "u", 3 + 5)]
    public void Frame_OfAModel_CostsItsTemplate(string model, string authors, int tokens) =>
        Assert.That(ChatFrames.OfChat.Find(model)!.Tokens(Shape(authors)) + authors.Length, Is.EqualTo(tokens));

    [TestCase("llama3", 11)]
    [TestCase("llama3.1:8b", 11)]
    [TestCase("llama3.2:1b", 26)]
    [TestCase("gemma3:1b", 10)]
    [TestCase("mistral", 4)]
    public void Frame_OfOllama_HasNoDates(string model, int tokens) => Assert.That(ChatFrames.OfOllama.Find(model)!.Tokens(Shape("u")) + 1, Is.EqualTo(tokens));

    [Test]
    public void Frame_OfAModelThatOllamaServesAndNobodyKnows_IsNone() => Assert.That(ChatFrames.OfOllama.Find("qwen3"), Is.Null);

    [TestCase("gpt-4o", "Exact")]
    [TestCase("gpt-oss-120b", "Estimate")]
    [TestCase("qwen3", "Estimate")]
    [TestCase("llama3", "Exact")]
    [TestCase(null, "Estimate")]
    public void Frame_OfAModel_SaysHowGoodItIs(string? model, string method) =>
        Assert.That(ChatFrames.OfChat.Find(model)!.Method.ToString(), Is.EqualTo(method));

    private static RequestShape Shape(string authors) => new(
        authors.Length, authors.Count(author => author == 's'), authors.Count(author => author == 'a'), LooseTexts: 0, SystemPart: -1, HasExtras: false);
}
