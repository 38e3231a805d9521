using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Events;

/// <summary>The queue that is full, and what a flush promises.</summary>
public sealed class EventQueueTests
{
    [Test]
    public async Task Queue_FullAndWaitedFor_DropsNothing()
    {
        Blocker blocker = new();
        await using var client = Client(blocker, wait: TimeSpan.FromSeconds(30));
        await client.Http.SendAsync(WireSamples.Post());
        await blocker.Reached;
        await client.Http.SendAsync(WireSamples.Post());

        var waiting = Task.Run(() => client.Http.SendAsync(WireSamples.Post()));
        Assert.That(waiting.Wait(TimeSpan.FromMilliseconds(50)), Is.False, "the call itself is held up");
        blocker.Release();
        await waiting;
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Sink.Events, Has.Count.EqualTo(3));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.EventsDropped), Is.Empty);
    }

    [Test]
    public async Task Queue_FullForLonger_DropsAndCounts()
    {
        Blocker blocker = new();
        await using var client = Client(blocker, wait: TimeSpan.FromSeconds(30));
        await client.Http.SendAsync(WireSamples.Post());
        await blocker.Reached;
        await client.Http.SendAsync(WireSamples.Post());

        var waiting = Task.Run(() => client.Http.SendAsync(WireSamples.Post()));
        while (!waiting.IsCompleted)
        {
            client.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.EventsDropped), Is.EqualTo(1));
        blocker.Release();
        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Flush_OfASinkThatCannot_SaysSoAndTheOthersAreFlushed()
    {
        FlushingSink faulty = new() { Fault = new IOException("The disk is full.") };
        FlushingSink fine = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services => services.AddSingleton<ILlmEventSink>(faulty).AddSingleton<ILlmEventSink>(fine));
        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        var error = await Assert.ThrowsAsync<IOException>(() => LlmMonitoring.DrainAsync(faulty, CancellationToken.None));

        Assert.That(error!.Message, Is.EqualTo("The disk is full."));
        Assert.That((faulty.Flushed, fine.Flushed), Is.EqualTo((1, 1)), "each after its event");
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("sink"));
        faulty.Fault = null;
        await client.DisposeAsync();
        Assert.That(fine.Flushed, Is.EqualTo(2), "the end of the container flushes");
    }

    private static MonitoredClient Client(Blocker blocker, TimeSpan wait) => new(
        new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
        options =>
        {
            options.EventQueue.Capacity = 1;
            options.EventQueue.Wait = wait;
        },
        services: services => services.AddSingleton<ILlmEventSink>(blocker));

    private sealed class Blocker : ILlmEventSink
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Release() => _release.TrySetResult();

        public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            await _release.Task;
        }
    }

    private sealed class FlushingSink : ILlmEventSink
    {
        private int _written;

        public Exception? Fault { get; set; }

        public int Flushed { get; private set; }

        public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
        {
            _written++;
            return default;
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken)
        {
            Flushed += _written;
            return Fault is { } fault ? throw fault : default;
        }
    }
}
