using System.Runtime.CompilerServices;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Outcomes;

/// <summary>Outcomes that the caller or the transport causes.</summary>
public sealed class CallerOutcomeTests
{
    private static readonly MockReply Stalled = new() { Text = "a b c d", Fault = MockFault.Stall(2) };
    private static readonly MockReply Silent = new() { Fault = MockFault.StallBeforeHeaders() };

    [Test]
    public async Task Token_BeforeTheHeaders_IsCancelled()
    {
        await using var monitored = await MonitoredServer.StartAsync(Silent);
        using CancellationTokenSource cancellation = new();

        var sending = monitored.SendAsync(Ask.ChatPath, Ask.Chat, cancellation.Token);
        await monitored.Server.Ledger.WaitForAsync(1, HangGuard.Limit);
        await cancellation.CancelAsync();

        var seen = await Assert.CatchAsync<TaskCanceledException>(() => sending);
        Assert.That(seen!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Cancelled, (object?)null)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Token_WithinTheStream_IsCancelled(bool copies)
    {
        await using var monitored = await MonitoredServer.StartAsync(Stalled);
        using CancellationTokenSource cancellation = new();
        using var response = await monitored.SendAsync(Ask.ChatPath, Ask.ChatStream, CancellationToken.None);
        var stream = await response.Content.ReadAsStreamAsync(CancellationToken.None);

        var reading = copies ? stream.CopyToAsync(Stream.Null, cancellation.Token) : ReadAsync(stream, cancellation.Token);
        await monitored.Server.Ledger.WaitForAsync(1, HangGuard.Limit);
        await cancellation.CancelAsync();

        await Assert.CatchAsync<OperationCanceledException>(() => reading);
        response.Dispose();
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Cancelled));
    }

    [Test]
    public async Task ClientsTimeout_BeforeTheHeaders_IsTimeout()
    {
        await using var monitored = await MonitoredServer.StartAsync(Silent, client: http => http.Timeout = TimeSpan.FromMilliseconds(300));

        var seen = await Assert.CatchAsync<TaskCanceledException>(() => monitored.SendAsync(Ask.ChatPath, Ask.Chat));

        Assert.That(seen!.InnerException, Is.TypeOf<TimeoutException>(), "the client's own word for it");
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Timeout));
        Assert.That(monitored.ErrorType, Is.Not.Null);
    }

    [Test]
    public async Task ClientsTimeout_WhileTheClientBuffers_IsTimeout()
    {
        await using var monitored = await MonitoredServer.StartAsync(Stalled, client: http => http.Timeout = TimeSpan.FromMilliseconds(500));

        await Assert.CatchAsync<TaskCanceledException>(() => monitored.Http.SendAsync(Ask.Post(Ask.ChatPath, Ask.ChatStream)));

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Timeout));
    }

    [Test]
    public async Task ClientTimeout_OfAHandlerWithoutAFactory_IsTimeout()
    {
        await using var server = await MockProviderServer.StartAsync();
        server.Reply(Silent);
        var timeout = TimeSpan.FromMilliseconds(300);
        using MeasurementRecorder recorder = new(services: null);
        using HttpClient http = new(LlmMonitoring.CreateHandler(new SocketsHttpHandler(), options: new LlmMonitoringOptions { ClientTimeout = timeout }))
        {
            BaseAddress = server.BaseAddress,
            Timeout = timeout,
        };

        await Assert.CatchAsync<TaskCanceledException>(() => http.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat)));

        Assert.That(recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome), Is.EqualTo(LlmOutcomes.Timeout));
    }

    [Test]
    public async Task Dispose_WithinTheStream_IsAbandoned()
    {
        await using var monitored = await MonitoredServer.StartAsync(Stalled);
        var response = await monitored.SendAsync(Ask.ChatPath, Ask.ChatStream);
        Assert.That(await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[50]), Is.Positive);

        response.Dispose();

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Abandoned, (object?)null)));
    }

    [Test]
    public async Task Dispose_RightAfterTheTerminalEvent_IsCompleted([ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b" });
        using (var response = await monitored.SendAsync((string)ask[0], (string)ask[1]))
        {
            using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
            string[] ends =
            [
                "[DONE]", "\"type\":\"message_stop\"", "\"type\":\"response.completed\"", "\"stop_reason\":\"stop_sequence\"",
                "\"finishReason\":\"STOP\"", "\"done\":true"
            ];
            for (var line = ""; !ends.Any(line.Contains); line = await reader.ReadLineAsync() ?? throw new AssertionException("no end"))
            {
            }

            // The empty line makes the event whole.
            _ = await reader.ReadLineAsync();
        }

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [TestCase(false)]
    [TestCase(true)]
    [NonParallelizable]
    public async Task Response_Dropped_IsAbandoned(bool opensStream)
    {
        await using var monitored = await MonitoredServer.StartAsync(Stalled);

        await DropAsync(monitored, opensStream);
        await GarbageCollections.UntilAsync(() => monitored.Recorder.Of(LlmInstrumentNames.Requests).Count > 0);

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
    }

    [Test]
    public async Task Connection_CutBeforeTheHeaders_IsBroken()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.CutBeforeHeaders() });

        await Assert.CatchAsync<HttpRequestException>(() => monitored.SendAsync(Ask.ChatPath, Ask.Chat));

        // The system may report a reset in place of an end.
        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Broken));
        Assert.That(monitored.ErrorType, Is.EqualTo("response_ended").Or.EqualTo("System.Net.Http.HttpRequestException"));
    }

    [Test]
    public async Task Connection_CutWithinTheStream_IsBroken([ValueSource(nameof(Streams))] object[] ask)
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Text = "a b c d", Fault = MockFault.Cut(2) });
        using var response = await monitored.SendAsync((string)ask[0], (string)ask[1]);

        Assert.That(await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync()), Does.EndWith("Exception"));

        Assert.That(monitored.Outcome, Is.EqualTo(LlmOutcomes.Broken));
        Assert.That(monitored.ErrorType, Is.EqualTo("response_ended").Or.EqualTo("System.IO.IOException"));
    }

    [Test]
    public async Task Connection_Refused_IsBroken()
    {
        await using var monitored = await MonitoredServer.StartAsync();
        await monitored.Server.DisposeAsync();

        await Assert.CatchAsync<HttpRequestException>(() => monitored.SendAsync(Ask.ChatPath, Ask.Chat));

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "connection_error")));
    }

    [Test]
    public async Task Error_GoesBeforeAbandonment()
    {
        await using var monitored = await MonitoredServer.StartAsync(new MockReply { Fault = MockFault.Status(500) });

        (await monitored.SendAsync(Ask.ChatPath, Ask.Chat)).Dispose();

        Assert.That((monitored.Outcome, monitored.ErrorType), Is.EqualTo((LlmOutcomes.Error, "500")), "its body was never read");
    }

    private static object[] Streams => Ask.AllStreams;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task DropAsync(MonitoredServer monitored, bool opensStream)
    {
        var response = await monitored.SendAsync(Ask.ChatPath, Ask.ChatStream);
        if (opensStream)
        {
            _ = await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[20]);
        }
    }

    private static async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[512];
        while (await stream.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }
}
