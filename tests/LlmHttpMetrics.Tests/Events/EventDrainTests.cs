using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>Disposal of the service provider waits for sinks, and not for longer than the options allow.</summary>
public sealed class EventDrainTests
{
    private static readonly TimeSpan Safety = HangGuard.Limit;

    [Test]
    public async Task Disposal_OfASinkThatNeverReturns_EndsAndCountsTheRest([Values] StuckSink.Way way, [Values] bool asynchronously)
    {
        StuckSink sink = new(way);
        MonitoredClient client = Client(sink);
        await SendAsync(client, 3);
        await sink.Stuck.WaitAsync(Safety);

        await PassAsync(client, asynchronously ? client.Services.DisposeAsync().AsTask() : Task.Run(client.Services.Dispose));

        var left = way == StuckSink.Way.Flushing ? 0 : 2;
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(left));
        Assert.That(client.Sink.Events, Has.Count.EqualTo(3 - left), "what it has taken is in the sink before");
        sink.Release();
        client.Recorder.Dispose();
    }

    [Test]
    public async Task Disposal_OfASlowSink_WaitsForAllOfIt()
    {
        StuckSink sink = new(StuckSink.Way.Waiting);
        MonitoredClient client = Client(sink);
        await SendAsync(client, 3);
        await sink.Stuck.WaitAsync(Safety);

        var disposal = client.Services.DisposeAsync().AsTask();
        client.Time.Advance(TimeSpan.FromSeconds(4.9));
        sink.Release();
        await disposal.WaitAsync(Safety);

        Assert.That(client.Recorder.Of(LlmInstrumentNames.EventsDropped), Is.Empty);
        Assert.That(sink.Written, Is.EqualTo(3));
        client.Recorder.Dispose();
    }

    [Test]
    public async Task Disposal_WithALimitOfItsOwn_KeepsIt()
    {
        StuckSink sink = new(StuckSink.Way.Waiting);
        MonitoredClient client = Client(sink, options => options.EventQueue.DrainTimeout = TimeSpan.Zero);
        await SendAsync(client, 3);
        await sink.Stuck.WaitAsync(Safety);

        await client.Services.DisposeAsync().AsTask().WaitAsync(Safety);

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(2));
        sink.Release();
        client.Recorder.Dispose();
    }

    [Test]
    public async Task Disposal_OfASinkThatHeedsItsToken_LetsItKnow()
    {
        StuckSink sink = new(StuckSink.Way.Heeding);
        MonitoredClient client = Client(sink);
        await SendAsync(client, 3);
        await sink.Stuck.WaitAsync(Safety);

        await PassAsync(client, client.Services.DisposeAsync().AsTask());
        await sink.Heard.WaitAsync(Safety);

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(2));
        client.Recorder.Dispose();
    }

    private static MonitoredClient Client(StuckSink sink, Action<LlmSharedMonitoringOptions>? shared = null) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        shared ?? (_ => { }),
        services: services => services.AddSingleton<ILlmEventSink>(sink));

    private static async Task SendAsync(MonitoredClient client, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }
    }

    /// <summary>Moves the clock until the disposal has ended.</summary>
    private static async Task PassAsync(MonitoredClient client, Task disposal)
    {
        using CancellationTokenSource limit = new(Safety);
        while (!disposal.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            client.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await disposal;
    }

    public sealed class StuckSink(StuckSink.Way way) : ILlmEventSink
    {
        private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public enum Way
        {
            Waiting,
            Blocking,
            Heeding,
            Flushing,
        }

        public Task Stuck => _stuck.Task;

        public Task Heard => _heard.Task;

        public int Written { get; private set; }

        public void Release() => _release.TrySetResult();

        public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
        {
            if (way == Way.Flushing)
            {
                if (++Written == 3)
                {
                    _stuck.TrySetResult();
                }

                return;
            }

            _stuck.TrySetResult();
            if (way == Way.Blocking)
            {
                _release.Task.GetAwaiter().GetResult();
            }

            await HeedAsync(cancellationToken);
            Written++;
        }

        public async ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            if (way == Way.Flushing)
            {
                await _release.Task;
            }
        }

        private async Task HeedAsync(CancellationToken cancellationToken)
        {
            try
            {
                await _release.Task.WaitAsync(way == Way.Heeding ? cancellationToken : CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                _heard.TrySetResult();
                throw;
            }
        }
    }
}
