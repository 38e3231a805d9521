using System.Diagnostics.Metrics;
using LlmHttpMetrics.Prometheus.Exposition;

namespace LlmHttpMetrics.Prometheus.Collecting;

/// <summary>What instruments of one name have recorded.</summary>
internal sealed class MetricFamily
{
    private readonly ExemplarSource? _exemplars;
    private readonly SeriesTable _table;
    private readonly LabelForm _form;
    private readonly MetricFamily? _latency;

    /// <param name="instrument">The instrument.</param>
    /// <param name="limit">How many series there may be.</param>
    /// <param name="exemplars">Makes examples; null where none are wanted.</param>
    /// <param name="latency">Where the durations of the calls go that this counts.</param>
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

    /// <summary>Its instruments tell changes, not values.</summary>
    public bool IsSummed { get; }

    /// <summary>Its values are asked for at each scrape; what was not told at the last is no more.</summary>
    public bool IsObserved { get; }

    public ReadOnlySpan<Series> Series => _table.All;

    /// <summary>The durations of calls by the short labels.</summary>
    public static MetricFamily Latency(double[] boundaries, SeriesLimit limit, ExemplarSource? exemplars) => new(
        ShortLabels.Latency, "s", "From sending a request until its body ended, however it ended.", MetricKind.Histogram, LabelForm.Short, boundaries,
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
        // No figure at all, which would make none of every sum to come.
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

    /// <summary>A counter of calls is told of each once, whatever conventions are followed: that is when its duration is taken.</summary>
    private void RecordLatency(Series series, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_latency is { } latency && LlmRecordedCall.Current is { } call)
        {
            var durations = series.Latency ??= latency._table.Find(tags, CallStatuses.Of(tags));
            durations.Record(call.Duration.TotalSeconds, latency._exemplars, latency.Text.Buckets);
        }
    }
}
