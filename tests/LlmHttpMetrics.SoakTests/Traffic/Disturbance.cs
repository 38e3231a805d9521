using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.SoakTests.Traffic;

/// <summary>While calls are made: collections of every generation, and listeners to meter and spans that come and go. None of it may change a figure.</summary>
internal sealed class Disturbance : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _heard;

    private Disturbance() => _running = Task.Run(RunAsync);

    /// <summary>How many times it has disturbed.</summary>
    public int Count { get; private set; }

    /// <summary>How many measurements its listeners have heard.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    public static Disturbance Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (; !_stop.IsCancellationRequested; Count++)
        {
            using var metrics = Listen();
            using ActivityListener spans = new()
            {
                ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(spans);
            await Task.Delay(Pause);
            GC.Collect(Count % (GC.MaxGeneration + 1));
        }
    }

    private MeterListener Listen()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is LlmTelemetry.MeterName or LlmTelemetry.LiteMeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref _heard));
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => Interlocked.Increment(ref _heard));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _heard));
        listener.Start();
        return listener;
    }
}
