using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A read that is interrupted: by its token, by a timeout above the client, or because its destination fails.</summary>
public sealed class InterruptedReadTests
{
    private static readonly byte[] Body = WireSamples.Bytes(WireSamples.ChatStream);

    /// <summary>As Azure.Core and System.ClientModel do it: where their network timeout fires they dispose of the stream under its pending read.</summary>
    [TestCase(false, false, LlmOutcomes.Cancelled)]
    [TestCase(true, false, LlmOutcomes.Cancelled)]
    [TestCase(false, true, LlmOutcomes.Timeout)]
    [TestCase(true, true, LlmOutcomes.Timeout)]
    public async Task Dispose_WhileAReadWaitsWhoseTokenHasFired_IsNoAbandonment(bool disposesOfResponse, bool afterTheClientsTimeout, string outcome)
    {
        PendingStream network = new(Body[..200]);
        await using MonitoredClient client = new(
            _ => WireSamples.Stream(network, "text/event-stream"), options => options.ClientTimeout = TimeSpan.FromSeconds(10));
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        using CancellationTokenSource timeout = new();
        using var registration = timeout.Token.Register(() =>
        {
            if (disposesOfResponse)
            {
                response.Dispose();
            }
            else
            {
                stream.Dispose();
            }
        });
        _ = await stream.ReadAsync(new byte[400], timeout.Token);
        var pending = stream.ReadAsync(new byte[400], timeout.Token);
        client.Time.AdvanceMilliseconds(afterTheClientsTimeout ? 10_000 : 1_000);

        await timeout.CancelAsync();

        Assert.That(pending.IsCompleted, Is.False, "the read is still pending when the stream is disposed of");
        Assert.That(client.Outcome, Is.EqualTo(outcome));
        Assert.That(client.ErrorType, Is.EqualTo(afterTheClientsTimeout ? "System.Threading.Tasks.TaskCanceledException" : null));
        network.Complete();
        _ = await pending;
    }

    [Test]
    public async Task Dispose_WhileAReadWaitsWhoseTokenHasNotFired_IsAbandoned()
    {
        PendingStream network = new(Body[..200]);
        await using MonitoredClient client = new(_ => WireSamples.Stream(network, "text/event-stream"));
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        _ = await stream.ReadAsync(new byte[400]);
        using CancellationTokenSource cancellation = new();
        var pending = stream.ReadAsync(new byte[400], cancellation.Token);

        response.Dispose();

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
        network.Complete();
        _ = await pending;
    }

    [Test]
    public async Task Dispose_AfterAReadWhoseTokenFiresLater_IsAbandoned()
    {
        await using MonitoredClient client = new(_ => WireSamples.Stream(new TrickleStream(Body, Delivery.SeededPieces), "text/event-stream"));
        using var response = await SendAsync(client);
        using CancellationTokenSource cancellation = new();
        _ = await (await response.Content.ReadAsStreamAsync()).ReadAsync(new byte[20], cancellation.Token);
        await cancellation.CancelAsync();

        response.Dispose();

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
    }

    [Test]
    public async Task Read_CancelledAndReadOn_IsWhatTheRestSays([Values] bool handlerBetween)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Stream(new TrickleStream(Body, Delivery.SeededPieces), "text/event-stream")),
            client: builder => _ = handlerBetween
                ? builder.AddHttpMessageHandler(() => new InBetween((request, send, token) => send(request, token)))
                : builder);
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        _ = await stream.ReadAsync(new byte[30]);
        await Assert.CatchAsync<OperationCanceledException>(
            () => stream.ReadAtLeastAsync(new byte[30], 1, cancellationToken: new CancellationToken(canceled: true)).AsTask());
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Is.Empty);

        await stream.CopyToAsync(Stream.Null);

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [TestCase(100, LlmOutcomes.Cancelled)]
    [TestCase(20_000, LlmOutcomes.Timeout)]
    public async Task Read_CancelledAndDisposedOf_IsJudgedByWhenItWasCancelled(int after, string outcome)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Stream(new TrickleStream(Body, Delivery.SeededPieces), "text/event-stream"),
            options => options.ClientTimeout = TimeSpan.FromSeconds(10));
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        client.Time.AdvanceMilliseconds(after);
        await Assert.CatchAsync<OperationCanceledException>(
            () => stream.ReadAtLeastAsync(new byte[30], 1, cancellationToken: new CancellationToken(canceled: true)).AsTask());
        client.Time.AdvanceMilliseconds(60_000);

        response.Dispose();

        Assert.That(client.Outcome, Is.EqualTo(outcome));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.OperationDuration).Value, Is.EqualTo(after / 1000.0).Within(0.001));
    }

    [Test]
    public async Task Read_CancelledAndThenFailing_IsCancelled()
    {
        var fails = false;
        TrickleStream network = new(Body, Delivery.SeededPieces) { BeforeRead = _ => _ = fails ? throw new IOException("closed") : 0 };
        await using MonitoredClient client = new(_ => WireSamples.Stream(network, "text/event-stream"));
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        _ = await stream.ReadAsync(new byte[30]);
        await Assert.CatchAsync<OperationCanceledException>(
            () => stream.ReadAtLeastAsync(new byte[30], 1, cancellationToken: new CancellationToken(canceled: true)).AsTask());
        fails = true;

        await Assert.CatchAsync<IOException>(() => stream.ReadAtLeastAsync(new byte[30], 1).AsTask());

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Cancelled, (object?)null)));
    }

    [Test]
    public async Task Copy_WhoseDestinationFails_IsNotBroken([Values] bool ofContent, [Values] bool sync)
    {
        await using MonitoredClient client = new(_ => WireSamples.Stream(new TrickleStream(Body, Delivery.SeededPieces), "text/event-stream"));
        using (var response = await SendAsync(client))
        {
            FailingDestination destination = new();
            var seen = await Assert.CatchAsync(() => CopyAsync(response, destination, ofContent, sync));
            Assert.That(seen, Is.SameAs(destination.Failure).Or.Property(nameof(Exception.InnerException)).SameAs(destination.Failure));
        }

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Abandoned, (object?)null)));
    }

    [Test]
    public async Task Copy_WhoseDestinationFails_AndReadOn_IsWhatTheRestSays()
    {
        await using MonitoredClient client = new(_ => WireSamples.Stream(new TrickleStream(Body, Delivery.SeededPieces), "text/event-stream"));
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        await Assert.CatchAsync<IOException>(() => stream.CopyToAsync(new FailingDestination()));

        await stream.CopyToAsync(Stream.Null);

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Timeout_HasOneErrorType_WhateverTheNetworkThrows()
    {
        Exception[] thrown =
        [
            new OperationCanceledException(), new TaskCanceledException(), new IOException("aborted"), new HttpRequestException("aborted"),
            new ObjectDisposedException("socket")
        ];
        foreach (var exception in thrown)
        {
            using CancellationTokenSource cancellation = new();
            MonitoredClient? client = null;
            StubHandler network = new((_, _) =>
            {
                client!.Time.AdvanceMilliseconds(1_000);
                cancellation.Cancel();
                throw exception;
            });
            await using (client = new MonitoredClient(network, options => options.ClientTimeout = TimeSpan.FromSeconds(1)))
            {
                await Assert.CatchAsync(() => client.Http.SendAsync(WireSamples.Post(), cancellation.Token));

                Assert.That(
                    (client.Outcome, client.ErrorType),
                    Is.EqualTo((LlmOutcomes.Timeout, "System.Threading.Tasks.TaskCanceledException")),
                    exception.GetType().Name);
            }
        }
    }

    private static Task<HttpResponseMessage> SendAsync(MonitoredClient client) =>
        client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

    private static async Task CopyAsync(HttpResponseMessage response, Stream destination, bool ofContent, bool sync)
    {
        switch (ofContent, sync)
        {
            case (true, true): response.Content.CopyTo(destination, context: null, CancellationToken.None); break;
            case (true, false): await response.Content.CopyToAsync(destination); break;
            case (false, true): (await response.Content.ReadAsStreamAsync()).CopyTo(destination); break;
            default: await (await response.Content.ReadAsStreamAsync()).CopyToAsync(destination); break;
        }
    }

    /// <summary>Brings a beginning, then waits until the test lets it end, whatever becomes of tokens and of the stream itself.</summary>
    private sealed class PendingStream(byte[] beginning) : MemoryStream(beginning)
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _hasBegun;

        public override bool CanSeek => false;

        public void Complete() => _end.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                return Read(buffer.Span);
            }

            await _end.Task;
            return 0;
        }
    }

    private sealed class FailingDestination : MemoryStream
    {
        public IOException Failure { get; } = new("disk full");

        public override void Write(byte[] buffer, int offset, int count) => throw Failure;

        public override void Write(ReadOnlySpan<byte> buffer) => throw Failure;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromException(Failure);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException(Failure);
    }
}
