using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class BedrockTests : MockServerFixture
{
    private static readonly MockReply Cached = new()
    {
        Text = "Hello world", InputTokens = 100, OutputTokens = 20, CachedTokens = 50, CacheWrite5mTokens = 10, CacheWrite1hTokens = 5,
        ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")],
    };

    [Test]
    public async Task Converse_CacheFigures_LieOutsideTheInput()
    {
        Server.Reply(Cached);

        var body = await JsonAsync(Ask.ConversePath, Ask.Converse);

        Assert.That(
            body.GetProperty("usage").GetRawText(),
            Is.EqualTo("""{"inputTokens":35,"outputTokens":20,"totalTokens":120,"cacheReadInputTokens":50,"cacheWriteInputTokens":15}"""));
        Assert.That(
            body.GetProperty("output").GetProperty("message").GetProperty("content")[1].GetProperty("toolUse")
                .GetProperty("input")
                .GetProperty("city")
                .GetString(),
            Is.EqualTo("Vienna"));
        Assert.That(body.GetProperty("stopReason").GetString(), Is.EqualTo("tool_use"));
        Assert.That(Ledger.Only.Tokens, Is.EqualTo(new MockTokens { Input = 100, Output = 20, Cached = 50, CacheWrite5m = 15 }));
        Assert.That(
            (Ledger.Only.Provider, Ledger.Only.RequestModel, Ledger.Only.ResponseModel),
            Is.EqualTo((MockProvider.AwsBedrock, "us.amazon.nova-2-lite-v1:0", (string?)null)));
    }

    [Test]
    public async Task ConverseStream_TextAndTool_AreBlocksInFrames()
    {
        Server.Reply(Cached);

        var frames = await FramesAsync(Ask.ConversePath + "-stream", Ask.Converse);

        Assert.That(
            frames.Select(frame => frame.Type).Distinct(),
            Is.EqualTo(new[] { "messageStart", "contentBlockDelta", "contentBlockStop", "contentBlockStart", "messageStop", "metadata" }));
        Assert.That(frames[1].Json.GetProperty("delta").GetProperty("text").GetString(), Is.EqualTo("Hello"));
        Assert.That(frames[^1].Json.GetProperty("usage").GetProperty("inputTokens").GetInt64(), Is.EqualTo(35));
        Assert.That((Ledger.Only.Streamed, Ledger.Only.Chunks, Ledger.Only.Tokens!.Input), Is.EqualTo((true, 5, 100)));
    }

    [Test]
    public async Task InvokeStream_Messages_AreWrappedAndEndWithMetrics()
    {
        Server.Reply(Cached);

        var frames = await FramesAsync(Ask.InvokePath + "-with-response-stream", Ask.Invoke);

        Assert.That(frames.Select(frame => frame.Type), Is.All.EqualTo("chunk"));
        Assert.That(frames[0].Wrapped.GetProperty("type").GetString(), Is.EqualTo("message_start"));
        Assert.That(frames[^1].Wrapped.GetProperty("amazon-bedrock-invocationMetrics").GetProperty("outputTokenCount").GetInt64(), Is.EqualTo(20));
        Assert.That((Ledger.Only.Tokens!.Input, Ledger.Only.Tokens.Output), Is.EqualTo((100, 20)));
    }

    [Test]
    public async Task Invoke_Figures_StandInHeadersToo()
    {
        Server.Reply(Cached);

        using var response = await PostAsync(Ask.InvokePath, Ask.Invoke);

        Assert.That(response.Headers.GetValues("X-Amzn-Bedrock-Input-Token-Count"), Is.EqualTo(new[] { "35" }));
        Assert.That(response.Headers.GetValues("X-Amzn-Bedrock-Cache-Read-Input-Token-Count"), Is.EqualTo(new[] { "50" }));
    }

    [Test]
    public async Task Error_Status_HasItsTypeInAHeader()
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(429) });

        using var response = await PostAsync(Ask.ConversePath, Ask.Converse);

        Assert.That(response.Headers.GetValues("x-amzn-ErrorType").Single(), Does.StartWith("ThrottlingException:"));
        Assert.That(Ledger.Only.ErrorType, Is.EqualTo("ThrottlingException"));
    }

    [Test]
    public async Task Error_InAStream_IsAnException([Values(Ask.ConversePath + "-stream", Ask.InvokePath + "-with-response-stream")] string path)
    {
        Server.Reply(new MockReply { Text = "one two three", Fault = MockFault.ErrorEvent(2) });

        var last = (await FramesAsync(path, Ask.Invoke))[^1];

        Assert.That((last.Headers[":message-type"], last.Headers[":exception-type"]), Is.EqualTo(("exception", "internalServerException")));
        Assert.That((Ledger.Only.Outcome, Ledger.Only.ErrorType), Is.EqualTo((LedgerOutcome.Error, "internalServerException")));
    }

    [Test]
    public async Task Model_AsAnArn_IsTakenFromThePath()
    {
        await JsonAsync("model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fus.anthropic.claude/converse", Ask.Converse);

        Assert.That(Ledger.Only.RequestModel, Is.EqualTo("arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude"));
    }

    private async Task<IReadOnlyList<EventFrame>> FramesAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(AwsFrames.ContentType));
        return EventFrame.Split(await response.Content.ReadAsByteArrayAsync());
    }
}
