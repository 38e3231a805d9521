using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Diagnostics;

/// <summary>
/// Tags that all measurements of a meter have. They are added to each measurement, because listeners do not receive the tags of a meter
/// (<see cref="Meter.Tags"/>), and dotnet-counters and Prometheus do not show them.
/// </summary>
internal static class ConstantTags
{
    private static readonly ConditionalWeakTable<Meter, KeyValuePair<string, object?>[]> OfMeters = [];
    private static volatile bool _any;

    /// <summary>Adds the tags to all further measurements of the meter.</summary>
    public static void Set(Meter meter, KeyValuePair<string, object?>[] tags)
    {
        OfMeters.AddOrUpdate(meter, tags);
        _any |= tags.Length > 0;
    }

    /// <summary>The constant tags of the instrument's meter; empty if it has none.</summary>
    public static ReadOnlySpan<KeyValuePair<string, object?>> Of(Instrument instrument) =>
        _any && OfMeters.TryGetValue(instrument.Meter, out var tags) ? tags : [];

    /// <summary>Adds to the counter with one tag and the constant tags.</summary>
    public static void AddWith(this Counter<long> counter, long delta, KeyValuePair<string, object?> tag)
    {
        var constant = Of(counter);
        if (constant.IsEmpty)
        {
            counter.Add(delta, tag);
        }
        else
        {
            counter.Add(delta, [tag, .. constant]);
        }
    }

    /// <summary>Records a value with one tag and the constant tags.</summary>
    public static void RecordWith(this Histogram<double> histogram, double value, KeyValuePair<string, object?> tag)
    {
        var constant = Of(histogram);
        if (constant.IsEmpty)
        {
            histogram.Record(value, tag);
        }
        else
        {
            histogram.Record(value, [tag, .. constant]);
        }
    }
}
