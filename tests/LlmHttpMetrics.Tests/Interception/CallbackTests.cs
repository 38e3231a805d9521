using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>What the application runs while a call is observed may end that very call, or wait for a thread that does.</summary>
public sealed class CallbackTests
{
    private static readonly TimeSpan Hang = HangGuard.Limit;

    public static readonly string[] Instruments =
    [
        LlmInstrumentNames.TimePerOutputChunk, LlmInstrumentNames.Attempts, LlmInstrumentNames.Requests, LlmInstrumentNames.Tokens,
        LlmInstrumentNames.OperationDuration,
    ];

    [Test]
    public async Task Listener_DisposesOfTheResponse_TheCallIsRecordedOnce(
        [ValueSource(nameof(Instruments))] string instrument, [Values] bool handlerBetween, [Values] bool otherThread)
    {
        await using var client = Client(handlerBetween);
        using var response = await SendAsync(client);
        client.Recorder.OnMeasurement = measurement =>
        {
            if (measurement.Instrument == instrument)
            {
                Run(response.Dispose, otherThread);
            }
        };

        var read = await Task.Run(() => ReadAsync(response)).WaitAsync(Hang);

        Assert.That(read, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatStream)), "the stub's stream outlasts its disposal");
        Assert.That(client.Outcome, Is.EqualTo(instrument == LlmInstrumentNames.TimePerOutputChunk ? LlmOutcomes.Abandoned : LlmOutcomes.Completed));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Attempts), Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Listener_ReadsOnFromACallback_TheCallIsRecordedOnce([Values] bool handlerBetween)
    {
        await using var client = Client(handlerBetween);
        using var response = await SendAsync(client);
        var stream = await response.Content.ReadAsStreamAsync();
        client.Recorder.OnMeasurement = measurement =>
        {
            if (measurement.Instrument == LlmInstrumentNames.TimePerOutputChunk)
            {
                _ = stream.Read(new byte[64]);
            }
        };

        await Task.Run(() => stream.CopyToAsync(Stream.Null)).WaitAsync(Hang);

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Clock_DisposesOfTheResponse_TheCallIsRecordedOnce([Values] bool handlerBetween, [Values] bool otherThread)
    {
        HttpResponseMessage? response = null;
        ActingClock clock = new(() => Run(() => response?.Dispose(), otherThread));
        await using var client = Client(handlerBetween, options => options.TimeProvider = clock);
        response = await SendAsync(client);

        await Task.Run(() => ReadAsync(response)).WaitAsync(Hang);

        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Abandoned));
    }

    [Test]
    public async Task Token_FiredByAListener_DisposesOfTheResponse_TheCallIsCancelled([Values] bool handlerBetween)
    {
        await using var client = Client(handlerBetween);
        using var response = await SendAsync(client);
        using CancellationTokenSource cancellation = new();
        using var registration = cancellation.Token.Register(response.Dispose);
        client.Recorder.OnMeasurement = measurement =>
        {
            if (measurement.Instrument == LlmInstrumentNames.TimePerOutputChunk)
            {
                cancellation.Cancel();
            }
        };
        var stream = await response.Content.ReadAsStreamAsync();

        var copying = Task.Run(() => stream.CopyToAsync(Stream.Null, cancellation.Token)).WaitAsync(Hang);

        Assert.That(await Assert.CatchAsync(() => copying), Is.InstanceOf<OperationCanceledException>());
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Cancelled));
    }

    /// <summary>A listener that is notified of one attempt may wait for another to end.</summary>
    [Test]
    public async Task Listener_WaitsForAnotherAttempt_BothAreRecorded()
    {
        TaskCompletionSource<HttpResponseMessage> slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var sends = 0;
        await using MonitoredClient client = new(
            new StallingHandler(_ => Interlocked.Increment(ref sends) == 1 ? throw new HttpRequestException("first") : slow.Task),
            client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, token) =>
            {
                var second = send(request, token);
                return await second;
            })));
        Task<HttpResponseMessage>? other = null;
        client.Recorder.OnMeasurement = measurement =>
        {
            if (measurement.Instrument == LlmInstrumentNames.Attempts && other is null)
            {
                other = client.Http.SendAsync(WireSamples.Post());
                slow.SetResult(WireSamples.Trickle(WireSamples.ChatAnswer));
                other.Wait(Hang);
            }
        };

        await Assert.CatchAsync<HttpRequestException>(() => Task.Run(() => client.Http.SendAsync(WireSamples.Post())).WaitAsync(Hang));

        Assert.That(other!.IsCompletedSuccessfully);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(2));
    }

    private static MonitoredClient Client(bool handlerBetween, Action<LlmMonitoringOptions>? configure = null) => new(
        new StubHandler(_ => WireSamples.Stream(new OutlastingStream(WireSamples.Bytes(WireSamples.ChatStream)), "text/event-stream")),
        configure,
        builder => _ = handlerBetween ? builder.AddHttpMessageHandler(() => new InBetween((request, send, token) => send(request, token))) : builder);

    private static Task<HttpResponseMessage> SendAsync(MonitoredClient client) =>
        client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response)
    {
        using MemoryStream all = new();
        await (await response.Content.ReadAsStreamAsync()).CopyToAsync(all);
        return all.ToArray();
    }

    private static void Run(Action action, bool otherThread)
    {
        if (otherThread)
        {
            Assert.That(Task.Run(action).Wait(Hang), "the other thread waits for this one");
        }
        else
        {
            action();
        }
    }

    /// <summary>Does something whenever it is asked for the time, once at a time.</summary>
    private sealed class ActingClock(Action act) : TimeProvider
    {
        private bool _acts;

        public override long GetTimestamp()
        {
            if (!_acts)
            {
                _acts = true;
                act();
                _acts = false;
            }

            return base.GetTimestamp();
        }
    }

    /// <summary>Goes on after it has been disposed of, so that what a callback does is seen by what follows.</summary>
    private sealed class OutlastingStream(byte[] body) : MemoryStream(body)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 40));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 40)]);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return base.Read(buffer.Span[..Math.Min(buffer.Length, 40)]);
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            for (int read; (read = await ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        public override bool CanRead => true;

        public override void Close()
        {
        }
    }
}
