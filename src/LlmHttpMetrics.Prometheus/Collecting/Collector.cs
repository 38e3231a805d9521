using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>Listens to meters and keeps their measurements.</summary>
internal sealed class Collector : IDisposable
{
    /// <summary>The boundaries for all durations: OpenTelemetry's convention v1.41, with three added at the end.</summary>
    private static readonly double[] Seconds =
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36];

    private readonly object _lock = new();
    private readonly object _observing = new();
    private readonly MeterListener _listener = new();
    private readonly ExemplarSource? _exemplars;
    private readonly MetricFamily _latency;
    private MetricFamily[] _families;
    private int _epoch;
    private long _failures;

    /// <param name="wants">Selects the meters with our names to listen to.</param>
    /// <param name="options">The validated options.</param>
    public Collector(Func<Meter, bool> wants, LlmPrometheusOptions options)
    {
        Limit = new SeriesLimit(options.MaxSeries);
        _exemplars = options.Exemplars ? new ExemplarSource(options.TimeProvider) : null;
        _latency = MetricFamily.Latency(Seconds, Limit, _exemplars);
        _families = [_latency];
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LlmTelemetry.MeterName && wants(instrument.Meter) && FamilyOf(instrument) is { } family)
            {
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record((long)value, tags, family));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, family) => Record((long)value, tags, family));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, family) => Record((long)value, tags, family));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Record((double)value, tags, family));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, family) => Record((double)value, tags, family));
        _listener.Start();
    }

    public SeriesLimit Limit { get; }

    /// <summary>The number of measurements that were lost because of an internal fault.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Observes the observable instruments, and returns all metrics by name.</summary>
    /// <param name="epoch">Observed values are of this epoch or a later one.</param>
    public MetricFamily[] Observe(out int epoch)
    {
        lock (_observing)
        {
            epoch = Interlocked.Increment(ref _epoch);
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException e)
            {
                Interlocked.Add(ref _failures, e.InnerExceptions.Count);
            }
        }

        return Volatile.Read(ref _families);
    }

    public void Dispose() => _listener.Dispose();

    private void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family)
    {
        try
        {
            ((MetricFamily)family!).Record(value, tags, Volatile.Read(ref _epoch));
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _failures);
        }
    }

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family)
    {
        try
        {
            ((MetricFamily)family!).Record(value, tags, Volatile.Read(ref _epoch));
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _failures);
        }
    }

    /// <summary>
    /// Returns the metric for all instruments of a name; null if the instrument is of another kind than the previous ones, since a page cannot show
    /// both.
    /// </summary>
    private MetricFamily? FamilyOf(Instrument instrument)
    {
        lock (_lock)
        {
            MetricFamily family = new(instrument, Limit, _exemplars, instrument.Name == LlmInstrumentNames.Requests ? _latency : null);
            var at = Array.BinarySearch(_families, family, FamilyOrder.ByName);
            if (at >= 0)
            {
                return _families[at].Kind == family.Kind && _families[at].IsSummed == family.IsSummed ? _families[at] : null;
            }

            MetricFamily[] more = [.. _families[..~at], family, .. _families[~at..]];
            Volatile.Write(ref _families, more);
            return family;
        }
    }

    private sealed class FamilyOrder : IComparer<MetricFamily>
    {
        public static readonly FamilyOrder ByName = new();

        public int Compare(MetricFamily? x, MetricFamily? y) => string.CompareOrdinal(x!.Text.Name, y!.Text.Name);
    }
}
