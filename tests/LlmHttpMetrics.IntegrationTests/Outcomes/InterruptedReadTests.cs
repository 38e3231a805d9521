using System.Net;
using System.Text;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.Outcomes;

/// <summary>Reads that are interrupted on a real connection, by a token or by an SDK's network timeout.</summary>
public sealed class InterruptedReadTests
{
    /// <summary>Over HTTP/2 a cancelled read leaves the stream as it was.</summary>
    [Test]
    public async Task Http2_ReadCancelledAndReadOn_IsCompleted()
    {
        ManualTimeProvider clock = new();
        MockReply reply = new()
        {
            Text = "one two three",
            SendUsage = SendUsage.Always,
            InputTokens = 8,
            OutputTokens = 3,
            DelayBetweenTokens = TimeSpan.FromMinutes(1)
        };
        await using var monitored = await MonitoredServer.StartAsync(
            reply, new MockProviderOptions { Protocol = MockProtocol.Http2, TimeProvider = clock });
        using var request = Ask.Post(Ask.ChatPath, Ask.ChatStream);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var response = await monitored.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var stream = await response.Content.ReadAsStreamAsync();
        using CancellationTokenSource cancellation = new();
        StringBuilder all = new();
        while (!all.ToString().Contains("\"content\":\"one", StringComparison.Ordinal))
        {
            var buffer = new byte[4096];
            var read = await stream.ReadAsync(buffer, cancellation.Token);
            Assert.That(read, Is.Positive, all.ToString());
            all.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        // The rest of that event, if it is still to come, then nothing: the server's clock stands.
        Task<int> reading;
        while ((reading = stream.ReadAsync(new byte[4096], cancellation.Token).AsTask()).IsCompleted)
        {
            Assert.That(await reading, Is.Positive);
        }

        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => reading);
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.Requests), Is.Empty, "the call goes on");
        var copying = stream.CopyToAsync(Stream.Null);
        while (!copying.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(copying, Task.Delay(5));
        }

        await copying;

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(11));
    }

    /// <summary>
    /// The SDK disposes of the stream under its pending read when its timeout fires, and there is nothing of a timeout to see but that read's
    /// token.
    /// </summary>
    [Test]
    public async Task OpenAiSdk_NetworkTimeoutWithinTheStream_IsCancelled()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.Stall(2) });
        var options = OpenAiSdk.Options(monitored.Http, monitored.Server.BaseAddress);
        options.NetworkTimeout = TimeSpan.FromMilliseconds(300);
        ChatClient chat = new("gpt-4.1-mini", new System.ClientModel.ApiKeyCredential(Canary.Secret), options);

        await Assert.CatchAsync(async () =>
        {
            await foreach (var update in chat.CompleteChatStreamingAsync("hello"))
            {
                _ = update;
            }
        });

        // The timer's thread may dispose of the stream after the read has thrown.
        await monitored.Recorder.WaitForAsync(LlmInstrumentNames.Requests, 1);
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Cancelled, (object?)null)));
    }
}
