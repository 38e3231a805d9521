using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class EmbeddingsTests : MockServerFixture
{
    [Test]
    public async Task Body_TwoInputs_HasTwoVectors()
    {
        Server.Reply(new MockReply { InputTokens = 11 });

        var body = await JsonAsync(Ask.EmbeddingsPath, """{"model":"text-embedding-3-small","input":["a b","c"],"dimensions":4}""");

        Assert.That(body.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("embedding").GetArrayLength()), Is.EqualTo(new[] { 4, 4 }));
        Assert.That(body.GetProperty("usage").GetRawText(), Is.EqualTo("""{"prompt_tokens":11,"total_tokens":11}"""));
        Assert.That(Ledger.Only.Tokens, Is.EqualTo(new MockTokens { Input = 11 }));
    }

    [Test]
    public async Task Body_TokenListAsInput_IsOneVector()
    {
        var body = await JsonAsync("openai/deployments/emb/embeddings?api-version=1", """{"input":[1,2,3,4]}""");

        Assert.That(body.GetProperty("data").GetArrayLength(), Is.EqualTo(1));
        Assert.That(body.GetProperty("usage").GetProperty("prompt_tokens").GetInt64(), Is.EqualTo(4));
        Assert.That(Ledger.Only.ResponseModel, Is.EqualTo("emb"));
    }

    [Test]
    public async Task Body_Base64_HoldsFloats()
    {
        var body = await JsonAsync(Ask.EmbeddingsPath, """{"model":"m","input":"a","dimensions":3,"encoding_format":"base64"}""");

        Assert.That(body.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64(), Has.Length.EqualTo(12));
    }
}
