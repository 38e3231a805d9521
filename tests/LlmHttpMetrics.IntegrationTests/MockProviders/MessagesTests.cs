using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class MessagesTests : MockServerFixture
{
    private static readonly MockReply Cached = new()
    {
        Text = "Hello", InputTokens = 100, OutputTokens = 20, CachedTokens = 50, CacheWrite5mTokens = 10, CacheWrite1hTokens = 5, ReasoningTokens = 7,
    };

    [Test]
    public async Task Body_CacheFigures_LieOutsideTheInput()
    {
        Server.Reply(Cached);

        var body = await JsonAsync(Ask.MessagesPath, Ask.Messages);

        Assert.That(body.GetProperty("usage").GetRawText(), Is.EqualTo(
            """{"input_tokens":35,"cache_creation_input_tokens":15,"cache_read_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":10"""
                + ""","ephemeral_1h_input_tokens":5},"output_tokens":20,"output_tokens_details":{"thinking_tokens":7},"service_tier":"standard"}"""));
        Assert.That(body.GetProperty("stop_reason").GetString(), Is.EqualTo("end_turn"));
        Assert.That(Ledger.Only.Tokens, Is.EqualTo(
            new MockTokens { Input = 100, Output = 20, Cached = 50, CacheWrite5m = 10, CacheWrite1h = 5, Reasoning = 7 }));
    }

    [Test]
    public async Task Stream_CacheFigures_OutputGrowsFromStartToDelta()
    {
        Server.Reply(Cached);

        var events = await StreamAsync(Ask.MessagesPath, Ask.MessagesStream);

        Assert.That(
            events.Select(item => item.Name),
            Is.EqualTo(new[] { "message_start", "content_block_start", "ping", "content_block_delta", "content_block_stop", "message_delta", "message_stop" }));
        var start = events[0].Json.GetProperty("message").GetProperty("usage");
        Assert.That(start.GetProperty("input_tokens").GetInt64(), Is.EqualTo(35));
        Assert.That(start.GetProperty("output_tokens").GetInt64(), Is.EqualTo(1));
        Assert.That(events[^2].Json.GetProperty("usage").GetProperty("output_tokens").GetInt64(), Is.EqualTo(20));
        Assert.That(Ledger.Only.Tokens!.Output, Is.EqualTo(20));
    }

    [Test]
    public async Task Stream_ThinkingTextAndTool_AreBlocksInOrder()
    {
        Server.Reply(new MockReply { Reasoning = "Let me see", Text = "I look", ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });

        var events = await StreamAsync(Ask.MessagesPath, Ask.MessagesStream);

        Assert.That(Delta(events, 0, "thinking_delta", "thinking"), Is.EqualTo("Let me see"));
        Assert.That(Delta(events, 0, "signature_delta", "signature"), Is.Not.Empty);
        Assert.That(Delta(events, 1, "text_delta", "text"), Is.EqualTo("I look"));
        Assert.That(Delta(events, 2, "input_json_delta", "partial_json"), Is.EqualTo("""{"city":"Vienna"}"""));
        Assert.That(events[^2].Json.GetProperty("delta").GetProperty("stop_reason").GetString(), Is.EqualTo("tool_use"));
    }

    [Test]
    public async Task Body_Tool_HasItsInputAsJson()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });

        var block = (await JsonAsync(Ask.MessagesPath, Ask.Messages)).GetProperty("content")[0];

        Assert.That(block.GetProperty("type").GetString(), Is.EqualTo("tool_use"));
        Assert.That(block.GetProperty("input").GetProperty("city").GetString(), Is.EqualTo("Vienna"));
    }

    [Test]
    public async Task Body_Refusal_IsAStopReason()
    {
        Server.Reply(new MockReply { Refusal = "Not this." });

        var body = await JsonAsync(Ask.MessagesPath, Ask.Messages);

        Assert.That(body.GetProperty("stop_reason").GetString(), Is.EqualTo("refusal"));
        Assert.That(body.GetProperty("stop_details").GetProperty("explanation").GetString(), Is.EqualTo("Not this."));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.ContentFilter));
    }

    [Test]
    public async Task Complete_Stream_HasTextAndNoFigures()
    {
        Server.Reply(new MockReply { Text = "Hello world" });

        var events = await StreamAsync("v1/complete", """{"model":"claude-2.1","prompt":"Hi","max_tokens_to_sample":50,"stream":true}""");

        Assert.That(Text(events, json => json.GetProperty("completion").GetString()), Is.EqualTo("Hello world"));
        Assert.That(events[^1].Json.GetProperty("stop_reason").GetString(), Is.EqualTo("stop_sequence"));
        Assert.That(Ledger.Only.UsageSent, Is.False);
    }

    [Test]
    public async Task CountTokens_NoScript_CountsWords()
    {
        var body = await JsonAsync("v1/messages/count_tokens", """{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"one two three four"}]}""");

        Assert.That(body.GetRawText(), Is.EqualTo("""{"input_tokens":4}"""));
        Assert.That(Ledger.Only.Operation, Is.EqualTo(MockOperation.CountTokens));
        Assert.That(Ledger.Only.UsageSent, Is.False);
    }

    private static string Delta(IEnumerable<StreamEvent> events, int index, string type, string member) => Text(
        events.Where(item => item.Name == "content_block_delta" && item.Json.GetProperty("index").GetInt32() == index),
        json => json.GetProperty("delta") is var delta && delta.GetProperty("type").GetString() == type ? delta.GetProperty(member).GetString() : null);
}
