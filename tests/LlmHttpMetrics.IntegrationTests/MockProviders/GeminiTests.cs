using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class GeminiTests : MockServerFixture
{
    private static readonly MockReply Full = new()
    {
        Text = "Hello world", Reasoning = "Hm.", Model = "gemini-2.5-flash-001", ResponseId = "r-1", InputTokens = 100, OutputTokens = 50, CachedTokens = 40,
        ReasoningTokens = 30, AudioInputTokens = 3, ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")],
    };

    [Test]
    public async Task Body_FullReply_HasEveryFigure()
    {
        Server.Reply(Full);

        var body = await JsonAsync(Ask.GeminiPath, Ask.Gemini);

        Assert.That(body.GetProperty("candidates")[0].GetRawText(), Is.EqualTo(
            """{"content":{"parts":[{"text":"Hm.","thought":true},{"text":"Hello world"},{"functionCall":{"name":"weather","args":"""
                + """{"city":"Vienna"}}}],"role":"model"},"finishReason":"STOP","index":0}"""));
        Assert.That(body.GetProperty("usageMetadata").GetRawText(), Is.EqualTo(
            """{"promptTokenCount":100,"candidatesTokenCount":20,"totalTokenCount":150,"cachedContentTokenCount":40,"promptTokensDetails":"""
                + """[{"modality":"TEXT","tokenCount":97},{"modality":"AUDIO","tokenCount":3}],"thoughtsTokenCount":30,"serviceTier":"standard"}"""));
        Assert.That((body.GetProperty("modelVersion").GetString(), body.GetProperty("responseId").GetString()), Is.EqualTo(("gemini-2.5-flash-001", "r-1")));
        Assert.That(
            (Ledger.Only.Provider, Ledger.Only.Operation, Ledger.Only.RequestModel, Ledger.Only.Tokens!.Output),
            Is.EqualTo((MockProvider.Gemini, MockOperation.Chat, "gemini-2.5-flash", 50L)));
    }

    [Test]
    public async Task Stream_AsEventsOrAsAnArray_HasTheSameEvents([Values] bool array)
    {
        Server.Reply(Full);

        List<JsonElement> events = array
            ? [.. (await JsonAsync(Ask.GeminiArrayPath, Ask.Gemini)).EnumerateArray()]
            : [.. (await StreamAsync(Ask.GeminiStreamPath, Ask.Gemini)).Select(item => item.Json)];

        Assert.That(events.Select(item => item.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetRawText()), Is.EqualTo(new[]
        {
            """{"text":"Hm.","thought":true}""", """{"text":"Hello"}""", """{"text":" world"}""",
            """{"functionCall":{"name":"weather","args":{"city":"Vienna"}}}""", """{"text":""}""",
        }));
        Assert.That(events[^1].GetProperty("candidates")[0].GetProperty("finishReason").GetString(), Is.EqualTo("STOP"));
        Assert.That(events[^1].GetProperty("usageMetadata").GetProperty("totalTokenCount").GetInt64(), Is.EqualTo(150));
        Assert.That((Ledger.Only.Streamed, Ledger.Only.Chunks), Is.EqualTo((true, 4)));
    }

    [TestCase("v1beta/models/m:embedContent", """{"content":{"parts":[{"text":"one two"}]}}""", """{"embedding":{"values":[""", 2)]
    [TestCase(
        "v1beta/models/m:batchEmbedContents",
        """{"requests":[{"model":"models/m","content":{"parts":[{"text":"one"}]}},{"content":{"parts":[{"text":"two three"}]}}]}""",
        """{"embeddings":[{"values":[""",
        3)]
    public async Task Embeddings_OneOrMany_CountTheirInput(string path, string json, string start, long tokens)
    {
        var body = await JsonAsync(path, json);

        Assert.That(body.GetRawText(), Does.StartWith(start));
        Assert.That(body.GetProperty("usageMetadata").GetProperty("promptTokenCount").GetInt64(), Is.EqualTo(tokens));
        Assert.That((Ledger.Only.Operation, Ledger.Only.RequestModel, Ledger.Only.ResponseModel), Is.EqualTo((MockOperation.Embeddings, "m", (string?)null)));
    }

    [Test]
    public async Task CountTokens_IsNoInference([Values] bool ofAWholeRequest)
    {
        var body = await JsonAsync("v1beta/models/m:countTokens", ofAWholeRequest ? $$"""{"generateContentRequest":{{Ask.Gemini}}}""" : Ask.Gemini);

        Assert.That(body.GetRawText(), Is.EqualTo("""{"totalTokens":3}"""));
        Assert.That((Ledger.Only.Operation, Ledger.Only.Tokens), Is.EqualTo((MockOperation.CountTokens, (MockTokens?)null)));
    }

    [Test]
    public async Task Refusal_OfTheServer_IsGooglesError()
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(429) });

        var error = (await JsonAsync(Ask.GeminiStreamPath, Ask.Gemini)).GetProperty("error");

        Assert.That((error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()), Is.EqualTo((429, "RESOURCE_EXHAUSTED")));
    }

    [Test]
    public async Task Request_WithoutContents_IsRefused() =>
        Assert.That((await JsonAsync(Ask.GeminiPath, "{}")).GetProperty("error").GetProperty("status").GetString(), Is.EqualTo("INVALID_ARGUMENT"));
}
