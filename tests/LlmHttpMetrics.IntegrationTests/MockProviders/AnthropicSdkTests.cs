using Anthropic.Exceptions;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

public sealed class AnthropicSdkTests : MockServerFixture
{
    [Test]
    public async Task Messages_Plain_IsUnderstood()
    {
        Server.Reply(new MockReply { Text = "Hello", Reasoning = "Hm", InputTokens = 30, OutputTokens = 5, CachedTokens = 10, CacheWrite1hTokens = 4 });

        var message = await AnthropicSdk.Client(Http, Server.BaseAddress).Messages.Create(AnthropicSdk.Ask("Hi"));

        Assert.That(message.Content[0].TryPickThinking(out var thinking), Is.True);
        Assert.That(thinking!.Thinking, Is.EqualTo("Hm"));
        Assert.That(message.Content[1].TryPickText(out var text), Is.True);
        Assert.That(text!.Text, Is.EqualTo("Hello"));
        Assert.That(message.Usage.InputTokens, Is.EqualTo(16));
        Assert.That(message.Usage.CacheReadInputTokens, Is.EqualTo(10));
        Assert.That(message.Usage.CacheCreation!.Ephemeral1hInputTokens, Is.EqualTo(4));
        Assert.That(message.ID, Is.EqualTo(Ledger.Only.ResponseId));
    }

    [Test]
    public async Task Messages_Streamed_IsUnderstood()
    {
        Server.Reply(new MockReply { Text = "Hello wide world", Reasoning = "Let me see", InputTokens = 30, OutputTokens = 6 });
        var (text, thinking, output) = ("", "", 0L);

        await foreach (var item in AnthropicSdk.Client(Http, Server.BaseAddress).Messages.CreateStreaming(AnthropicSdk.Ask("Hi")))
        {
            if (item.TryPickContentBlockDelta(out var delta))
            {
                text += delta.Delta.TryPickText(out var piece) ? piece.Text : "";
                thinking += delta.Delta.TryPickThinking(out var thought) ? thought.Thinking : "";
            }
            else if (item.TryPickDelta(out var end))
            {
                output = end.Usage.OutputTokens;
            }
        }

        Assert.That((text, thinking, output), Is.EqualTo(("Hello wide world", "Let me see", 6L)));
        Assert.That(Ledger.Only.Outcome, Is.EqualTo(LedgerOutcome.Completed));
        Assert.That(Ledger.Only.Chunks, Is.EqualTo(6));
    }

    [Test]
    public async Task Messages_ToolUse_IsUnderstood()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });

        var message = await AnthropicSdk.Client(Http, Server.BaseAddress).Messages.Create(AnthropicSdk.Ask("Hi"));

        Assert.That(message.Content[0].TryPickToolUse(out var use), Is.True);
        Assert.That(use!.Input["city"].GetString(), Is.EqualTo("Vienna"));
        Assert.That(message.StopReason!.Raw(), Is.EqualTo("tool_use"));
    }

    [Test]
    public async Task Messages_StreamedToolUse_IsUnderstood()
    {
        Server.Reply(new MockReply { ToolCalls = [new MockToolCall("weather", """{"city":"Vienna"}""")] });
        var arguments = "";

        await foreach (var item in AnthropicSdk.Client(Http, Server.BaseAddress).Messages.CreateStreaming(AnthropicSdk.Ask("Hi")))
        {
            arguments += item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var json) ? json.PartialJson : "";
        }

        Assert.That(arguments, Is.EqualTo("""{"city":"Vienna"}"""));
    }

    [TestCase(529, "overloaded_error")]
    [TestCase(429, "rate_limit_error")]
    public async Task Messages_Refused_ThrowsItsException(int status, string type)
    {
        Server.Reply(new MockReply { Fault = MockFault.Status(status) });

        var error = await Assert.CatchAsync<AnthropicApiException>(() => AnthropicSdk.Client(Http, Server.BaseAddress).Messages.Create(AnthropicSdk.Ask("Hi")));

        Assert.That((int)error!.StatusCode, Is.EqualTo(status));
        Assert.That(error.ToString(), Does.Contain(type));
    }

    [Test]
    public async Task Messages_ErrorEvent_ThrowsFromTheStream()
    {
        Server.Reply(new MockReply { Text = "a b c", Fault = MockFault.ErrorEvent(1) });

        await Assert.CatchAsync<AnthropicException>(async () =>
        {
            await foreach (var _ in AnthropicSdk.Client(Http, Server.BaseAddress).Messages.CreateStreaming(AnthropicSdk.Ask("Hi")))
            {
            }
        });
        Assert.That(Ledger.Only.ErrorType, Is.EqualTo("api_error"));
    }
}
