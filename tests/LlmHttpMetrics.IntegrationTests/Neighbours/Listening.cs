using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.IntegrationTests.Neighbours;

/// <summary>Listens to the source and the meter of another instrumentation.</summary>
internal sealed class Listening : IDisposable
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Listening(string name)
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => Measured.Enqueue(instrument.Name));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Activities { get; } = new();

    /// <summary>The instrument name of each measurement.</summary>
    public ConcurrentQueue<string> Measured { get; } = new();

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }
}
