namespace LlmHttpMetrics.Tokenizers.Tests;

public sealed class ModelEncodingsTests
{
    [TestCase("gpt-4o", "o200k_base")]
    [TestCase("gpt-4o-mini-2024-07-18", "o200k_base")]
    [TestCase("chatgpt-4o-latest", "o200k_base")]
    [TestCase("gpt-4.1-nano", "o200k_base")]
    [TestCase("gpt-5", "o200k_base")]
    [TestCase("gpt-5.2-pro", "o200k_base")]
    [TestCase("GPT-5-mini", "o200k_base")]
    [TestCase("o1", "o200k_base")]
    [TestCase("o3-mini-2025-01-31", "o200k_base")]
    [TestCase("o4-mini", "o200k_base")]
    [TestCase("gpt-oss-120b", "o200k_harmony")]
    [TestCase("openai/gpt-oss-20b", "o200k_harmony")]
    [TestCase("gpt-4", "cl100k_base")]
    [TestCase("gpt-4-turbo-2024-04-09", "cl100k_base")]
    [TestCase("gpt-4-0613", "cl100k_base")]
    [TestCase("gpt-3.5-turbo-instruct", "cl100k_base")]
    [TestCase("gpt-35-turbo-16k", "cl100k_base")]
    [TestCase("text-embedding-3-large", "cl100k_base")]
    [TestCase("ft:gpt-4o-mini-2024-07-18:my-org::abc123", "o200k_base")]
    [TestCase("ft:gpt-3.5-turbo-0613:my-org:name:7p4lURel", "cl100k_base")]
    [TestCase("ft:babbage-002:my-org", "cl100k_base")]
    [TestCase("curie:ft-my-org-2022-01-01", "r50k_base")]
    [TestCase("openrouter/openai/gpt-4o", "o200k_base")]
    [TestCase("davinci", "r50k_base")]
    [TestCase("text-davinci-003", "p50k_base")]
    [TestCase("code-davinci-edit-001", "p50k_edit")]
    public void Find_KnownModel_GivesItsEncoding(string model, string encoding) =>
        Assert.That(ModelEncodings.Default.Find(model), Is.EqualTo(encoding));

    [TestCase("claude-opus-4-7")]
    [TestCase("o10")]
    [TestCase("gpt-40")]
    [TestCase("adam")]
    [TestCase("")]
    [TestCase("/")]
    [TestCase("ft:")]
    public void Find_UnknownModel_GivesNone(string model) => Assert.That(ModelEncodings.Default.Find(model), Is.Null);

    [Test]
    public void With_Deployment_IsFoundInTheNewTableOnly()
    {
        var table = ModelEncodings.Default.With("my-deployment", TokenEncodings.O200kBase).With("gpt-4", "mine");

        Assert.That(table.Find("My-Deployment"), Is.EqualTo(TokenEncodings.O200kBase));
        Assert.That(table.Find("gpt-4-0613"), Is.EqualTo("mine"));
        Assert.That(table.Find("gpt-4o"), Is.EqualTo(TokenEncodings.O200kBase));
        Assert.That(ModelEncodings.Default.Find("my-deployment"), Is.Null);
    }

    [Test]
    public void Default_EveryEncoding_IsBuiltIn() =>
        Assert.That(ModelEncodings.Default.Prefixes.Values.Distinct(), Is.SubsetOf(TokenEncodings.Names));
}
