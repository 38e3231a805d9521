using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.IntegrationTests.Conformance.Conventions;

/// <summary>Records every instrument of the library's meter and every span of its source, with their types.</summary>
internal sealed class EmissionRecorder : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly HashSet<Activity> _running = [];
    private readonly DateTime _since = DateTime.UtcNow;

    public EmissionRecorder(IMeterFactory scope)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && instrument.Meter.Scope == scope)
            {
                LeakSearch.OfTheRun.Instrument(instrument);
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = Begin,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public List<Instrument> Instruments { get; } = [];

    public List<Emission> Emissions { get; } = [];

    public List<Activity> Spans { get; } = [];

    /// <summary>What each span had when it was started.</summary>
    public List<string[]> Started { get; } = [];

    /// <summary>Asks the observable instruments for their values.</summary>
    public void Observe() => _meters.RecordObservableInstruments();

    public void Clear()
    {
        Emissions.Clear();
        Spans.Clear();
        Started.Clear();
    }

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        LeakSearch.OfTheRun.Measurement(instrument, tags);
        Emission emission = new(instrument, value, tags.ToArray());
        lock (Emissions)
        {
            Emissions.Add(emission);
        }
    }

    /// <summary>
    /// Ignores calls that began before this recorder listened; they belong to other tests: a dropped response ends when it is collected, and
    /// if only the payload has shown the kind of call, its span is created as late.
    /// </summary>
    private void Begin(Activity span)
    {
        if (span.StartTimeUtc < _since)
        {
            return;
        }

        lock (_running)
        {
            _running.Add(span);
            Started.Add([.. span.TagObjects.Select(tag => tag.Key)]);
        }
    }

    private void Add(Activity span)
    {
        LeakSearch.OfTheRun.Span(span);
        lock (_running)
        {
            if (_running.Remove(span))
            {
                Spans.Add(span);
            }
        }
    }
}
