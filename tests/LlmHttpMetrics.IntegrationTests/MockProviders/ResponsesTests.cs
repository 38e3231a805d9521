using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class ResponsesTests : MockServerFixture
{
    private static readonly string[] TextEvents =
    [
        "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta",
        "response.output_text.delta", "response.output_text.done", "response.content_part.done", "response.output_item.done", "response.completed",
    ];

    [Test]
    public async Task Stream_Text_HasTheEventsInOrder()
    {
        Server.Reply(new MockReply { Text = "Hello world", InputTokens = 20, OutputTokens = 9, CachedTokens = 8, CacheWrite5mTokens = 2, ReasoningTokens = 4 });

        var events = await StreamAsync(Ask.ResponsesPath, Ask.ResponsesStream);

        Assert.That(events.Select(item => item.Name), Is.EqualTo(TextEvents));
        Assert.That(events.Select(item => item.Json.GetProperty("type").GetString()), Is.EqualTo(TextEvents));
        Assert.That(events.Select(item => item.Json.GetProperty("sequence_number").GetInt32()), Is.EqualTo(Enumerable.Range(0, events.Count)));
        var response = events[^1].Json.GetProperty("response");
        Assert.That(response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString(), Is.EqualTo("Hello world"));
        Assert.That(response.GetProperty("usage").GetRawText(), Is.EqualTo(
            """{"input_tokens":20,"input_tokens_details":{"cache_write_tokens":2,"cached_tokens":8},"output_tokens":9,"output_tokens_details":"""
                + """{"reasoning_tokens":4},"total_tokens":29}"""));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(2));
    }

    [Test]
    public async Task Stream_ReasoningAndCall_AreItemsOfTheirOwn()
    {
        Server.Reply(new MockReply { Reasoning = "Think it over", Text = "Right", ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });

        var events = await StreamAsync(Ask.ResponsesPath, Ask.ResponsesStream);

        Assert.That(Joined(events, "response.reasoning_summary_text.delta"), Is.EqualTo("Think it over"));
        Assert.That(Joined(events, "response.output_text.delta"), Is.EqualTo("Right"));
        Assert.That(Joined(events, "response.function_call_arguments.delta"), Is.EqualTo("""{"city":"Vienna"}"""));
        var output = events[^1].Json.GetProperty("response").GetProperty("output");
        Assert.That(output.EnumerateArray().Select(
            item => item.GetProperty("type").GetString()), Is.EqualTo(new[] { "reasoning", "message", "function_call" }));
        Assert.That(Ledger.Only.Tokens!.Reasoning, Is.EqualTo(3));
    }

    [TestCase(MockFinish.Length, "max_output_tokens", LedgerOutcome.Length)]
    [TestCase(MockFinish.ContentFilter, "content_filter", LedgerOutcome.ContentFilter)]
    public async Task Stream_CutShort_EndsIncomplete(MockFinish finish, string reason, LedgerOutcome outcome)
    {
        Server.Reply(new MockReply { Text = "Hello", Finish = finish });

        var last = (await StreamAsync(Ask.ResponsesPath, Ask.ResponsesStream))[^1];

        Assert.That(last.Name, Is.EqualTo("response.incomplete"));
        Assert.That(last.Json.GetProperty("response").GetProperty("incomplete_details").GetProperty("reason").GetString(), Is.EqualTo(reason));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public async Task Body_Refusal_IsAPartOfTheMessage()
    {
        Server.Reply(new MockReply { Refusal = "I can't." });

        var body = await JsonAsync(Ask.ResponsesPath, Ask.Responses);

        Assert.That(body.GetProperty("status").GetString(), Is.EqualTo("completed"));
        Assert.That(body.GetProperty("output")[0].GetProperty("content")[0].GetRawText(), Is.EqualTo("""{"type":"refusal","refusal":"I can't."}"""));
    }

    [Test]
    public async Task Stream_ErrorAfterTwo_EndsFailed()
    {
        Server.Reply(new MockReply { Text = "a b c d", Fault = MockFault.ErrorEvent(2) });

        var events = await StreamAsync(Ask.ResponsesPath, Ask.ResponsesStream);

        Assert.That(Joined(events, "response.output_text.delta"), Is.EqualTo("a b"));
        Assert.That(events[^2].Name, Is.EqualTo("error"));
        Assert.That(events[^1].Name, Is.EqualTo("response.failed"));
        Assert.That(events[^1].Json.GetProperty("response").GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("server_error"));
        Assert.That(events.Select(item => item.Json.GetProperty("sequence_number").GetInt32()), Is.EqualTo(Enumerable.Range(0, events.Count)));
    }

    private static string Joined(IEnumerable<StreamEvent> events, string type) =>
        Text(events.Where(item => item.Name == type), json => json.GetProperty("delta").GetString());

    [Test]
    public async Task InputTokens_OfAResponse_IsNoInference()
    {
        var body = await JsonAsync("v1/responses/input_tokens", """{"model":"gpt-5","instructions":"be brief","input":"one two three four"}""");

        Assert.That((body.GetProperty("object").GetString(), body.GetProperty("input_tokens").GetInt64()), Is.EqualTo(("response.input_tokens", 6)));
        Assert.That((Ledger.Only.Operation, Ledger.Only.Tokens), Is.EqualTo((MockOperation.CountTokens, (MockTokens?)null)));
    }
}
