using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class CohereTests : MockServerFixture
{
    private static readonly MockReply Figures = new() { Text = "Hello there", InputTokens = 11, OutputTokens = 7, CachedTokens = 4 };

    [Test]
    public async Task Body_Figures_AreBilledAndConsumed()
    {
        Server.Reply(Figures with { ResponseId = "id-1" });

        var body = await JsonAsync(Ask.CohereChatPath, Ask.CohereChat);

        Assert.That(body.GetRawText(), Is.EqualTo(
            """{"id":"id-1","message":{"role":"assistant","content":[{"type":"text","text":"Hello there"}]},"finish_reason":"COMPLETE","usage":"""
                + """{"billed_units":{"input_tokens":11,"output_tokens":7},"tokens":{"input_tokens":79,"output_tokens":10},"cached_tokens":4}}"""));
        Assert.That((Ledger.Only.Tokens, Ledger.Only.ResponseModel), Is.EqualTo((new MockTokens { Input = 11, Output = 7, Cached = 4 }, (string?)null)));
    }

    [Test]
    public async Task Stream_ThinkingTextAndTool_AreStartedFilledAndEnded()
    {
        Server.Reply(Figures with { Reasoning = "Hm", Text = "So", ToolCalls = [new MockToolCall("f", "{}")] });

        var events = await StreamAsync(Ask.CohereChatPath, Ask.CohereChatStream);

        Assert.That(events.Select(item => item.Name), Is.EqualTo(new[]
        {
            "message-start", "content-start", "content-delta", "content-end", "content-start", "content-delta", "content-end", "tool-call-start",
            "tool-call-delta",
            "tool-call-end", "message-end",
        }));
        Assert.That(events[^1].Json.GetProperty("delta").GetProperty("finish_reason").GetString(), Is.EqualTo("TOOL_CALL"));
        Assert.That((Ledger.Only.Chunks, Ledger.Only.Tokens!.Output), Is.EqualTo((3, (long?)7)));
    }

    [Test]
    public async Task Embed_TwoTexts_HasTwoVectors()
    {
        Server.Reply(new MockReply { InputTokens = 11 });

        var body = await JsonAsync(
            "v2/embed", """{"model":"embed-v4.0","texts":["a b","c"],"input_type":"search_query","embedding_types":["float"],"output_dimension":4}""");

        Assert.That(body.GetProperty("embeddings").GetProperty("float").EnumerateArray().Select(vector => vector.GetArrayLength()), Is.EqualTo(new[] { 4, 4 }));
        Assert.That(body.GetProperty("meta").GetProperty("billed_units").GetRawText(), Is.EqualTo("""{"input_tokens":11}"""));
        Assert.That(Ledger.Only.Tokens, Is.EqualTo(new MockTokens { Input = 11 }));
    }

    [Test]
    public async Task Rerank_IsBilledBySearches()
    {
        var body = await JsonAsync("v2/rerank", """{"model":"rerank-v3.5","query":"q","documents":["a","b","c"]}""");

        Assert.That(body.GetProperty("results").GetArrayLength(), Is.EqualTo(3));
        Assert.That(body.GetProperty("meta").GetProperty("billed_units").GetRawText(), Is.EqualTo("""{"search_units":1}"""));
        Assert.That((Ledger.Only.Operation, Ledger.Only.UsageSent), Is.EqualTo((MockOperation.Rerank, false)));
    }

    [Test]
    public async Task Error_HasAMessageAlone()
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(429) });

        using var response = await PostAsync(Ask.CohereChatPath, Ask.CohereChat);

        Assert.That((int)response.StatusCode, Is.EqualTo(429));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Match("""^\{"id":"[^"]+","message":"[^"]+"\}$"""));
    }
}
