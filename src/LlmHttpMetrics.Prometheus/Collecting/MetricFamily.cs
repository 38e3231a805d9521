using System.Diagnostics.Metrics;
using LlmHttpMetrics.Prometheus.Exposition;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>The measurements of the instruments with one name.</summary>
internal sealed class MetricFamily
{
    private readonly ExemplarSource? _exemplars;
    private readonly SeriesTable _table;
    private readonly LabelForm _form;
    private readonly MetricFamily? _latency;

    /// <param name="instrument">The instrument.</param>
    /// <param name="limit">The limit on the number of series.</param>
    /// <param name="exemplars">Creates exemplars; null if there are none.</param>
    /// <param name="latency">The metric for the durations of the calls that this metric counts.</param>
    public MetricFamily(Instrument instrument, SeriesLimit limit, ExemplarSource? exemplars, MetricFamily? latency)
        : this(
            instrument.Name,
            instrument.Unit,
            instrument.Description,
            MetricKinds.Of(instrument),
            ShortLabels.AreOn(instrument.Name) ? LabelForm.TagsAndShort : LabelForm.Tags,
            MetricKinds.Of(instrument) == MetricKind.Histogram ? Boundaries.Of(instrument) : [],
            limit,
            exemplars)
    {
        IsSummed = MetricKinds.IsSummed(instrument);
        IsObserved = instrument.IsObservable;
        _latency = latency;
    }

    private MetricFamily(
        string name, string? unit, string? help, MetricKind kind, LabelForm form, double[] boundaries, SeriesLimit limit, ExemplarSource? exemplars)
    {
        Kind = kind;
        Text = new FamilyText(name, unit, help, kind, boundaries);
        _form = form;
        _exemplars = exemplars;
        _table = new SeriesTable(
            new LabelWriter(form, kind == MetricKind.Histogram),
            limit,
            (labels, hash) => new Series(labels, hash, kind == MetricKind.Histogram ? new HistogramValue(boundaries) : null));
    }

    public FamilyText Text { get; }

    public MetricKind Kind { get; }

    /// <summary>Whether its instruments report changes instead of values.</summary>
    public bool IsSummed { get; }

    /// <summary>Whether its values are observed at each scrape; a value that was not reported at the last one is dropped.</summary>
    public bool IsObserved { get; }

    public ReadOnlySpan<Series> Series => _table.All;

    /// <summary>Creates the metric for the durations of calls with the short labels.</summary>
    public static MetricFamily Latency(double[] boundaries, SeriesLimit limit, ExemplarSource? exemplars) => new(
        ShortLabels.Latency, "s", "Duration of calls, from sending the request to the end of the body.", MetricKind.Histogram, LabelForm.Short, boundaries,
        limit, exemplars);

    public void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, int epoch)
    {
        if (!IsSummed)
        {
            Record((double)value, tags, epoch);
            return;
        }

        var series = Find(tags);
        series.Add(value, _exemplars);
        RecordLatency(series, tags);
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, int epoch)
    {
        // Not a number, which would make every later sum NaN.
        if (double.IsNaN(value) && Kind != MetricKind.Gauge)
        {
            return;
        }

        var series = Find(tags);
        if (Kind == MetricKind.Histogram)
        {
            series.Record(value, _exemplars, Text.Buckets);
        }
        else if (IsSummed)
        {
            series.Add(value, _exemplars);
        }
        else
        {
            series.Set(value, epoch);
        }
    }

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _table.Find(tags, _form == LabelForm.Tags || Kind == MetricKind.Gauge ? CallStatus.None : CallStatuses.Of(tags));

    /// <summary>A counter of calls is incremented once for each call, whatever conventions are followed: at that time the duration is recorded.</summary>
    private void RecordLatency(Series series, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_latency is { } latency && LlmRecordedCall.Current is { } call)
        {
            var durations = series.Latency ??= latency._table.Find(tags, CallStatuses.Of(tags));
            durations.Record(call.Duration.TotalSeconds, latency._exemplars, latency.Text.Buckets);
        }
    }
}
