using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using OpenAI.Responses;

// The package marks its Responses client as experimental.
#pragma warning disable OPENAI001

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class OpenAiResponsesSdkTests : MockServerFixture
{
    [Test]
    public async Task Responses_PlainWithCall_IsUnderstood()
    {
        Server.Reply(
            new MockReply
            {
                Text = "Hello",
                ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")],
                InputTokens = 12,
                OutputTokens = 5,
                CachedTokens = 4,
                ReasoningTokens = 2
            });

        ResponseResult response = await OpenAiSdk.Responses(Http, Server.BaseAddress).CreateResponseAsync("gpt-5", "Hi", null, CancellationToken.None);

        Assert.That(response.GetOutputText(), Is.EqualTo("Hello"));
        Assert.That(response.Status, Is.EqualTo(ResponseStatus.Completed));
        Assert.That(response.OutputItems.OfType<FunctionCallResponseItem>().Single().FunctionArguments.ToString(), Is.EqualTo("""{"city":"Vienna"}"""));
        Assert.That(response.Usage.TotalTokenCount, Is.EqualTo(17));
        Assert.That(response.Usage.InputTokenDetails.CachedTokenCount, Is.EqualTo(4));
        Assert.That(response.Usage.OutputTokenDetails.ReasoningTokenCount, Is.EqualTo(2));
        Assert.That(response.Id, Is.EqualTo(Ledger.Only.ResponseId));
    }

    [Test]
    public async Task Responses_Streamed_IsUnderstood()
    {
        Server.Reply(new MockReply { Text = "Hello wide world", Reasoning = "Let me see", InputTokens = 12, OutputTokens = 6 });
        var (text, total) = ("", 0);

        await foreach (var update in await OpenAiSdk.Responses(Http, Server.BaseAddress).CreateResponseStreamingAsync(
            "gpt-5", "Hi", null, CancellationToken.None))
        {
            text += (update as StreamingResponseOutputTextDeltaUpdate)?.Delta;
            total = (update as StreamingResponseCompletedUpdate)?.Response.Usage.TotalTokenCount ?? total;
        }

        Assert.That((text, total), Is.EqualTo(("Hello wide world", 18)));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(6));
    }

    [Test]
    public async Task Responses_ErrorEvent_ArrivesAsErrorAndFailure()
    {
        Server.Reply(new MockReply { Text = "a b c", Fault = MockFault.ErrorEvent(1, message: "It broke") });
        var seen = new List<string?>();

        await foreach (var update in await OpenAiSdk.Responses(Http, Server.BaseAddress).CreateResponseStreamingAsync(
            "gpt-5", "Hi", null, CancellationToken.None))
        {
            seen.Add((update as StreamingResponseErrorUpdate)?.Message ?? (update as StreamingResponseFailedUpdate)?.Response.Error.Message);
        }

        Assert.That(seen.OfType<string>(), Is.EqualTo(new[] { "It broke", "It broke" }));
    }
}
