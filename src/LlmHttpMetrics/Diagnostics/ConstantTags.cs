using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Diagnostics;

/// <summary>
/// Tags that are the same on every figure of a meter. They stand on the figures, since the tags of a meter (<see cref="Meter.Tags"/>) do not reach what
/// listens: a listener gets the tags of each figure alone, and dotnet-counters and Prometheus show no others.
/// </summary>
internal static class ConstantTags
{
    private static readonly ConditionalWeakTable<Meter, KeyValuePair<string, object?>[]> OfMeters = [];
    private static volatile bool _any;

    /// <summary>Puts the tags on every figure of the meter from now on.</summary>
    public static void Set(Meter meter, KeyValuePair<string, object?>[] tags)
    {
        OfMeters.AddOrUpdate(meter, tags);
        _any |= tags.Length > 0;
    }

    /// <summary>The constant tags of the instrument's meter; empty where it has none.</summary>
    public static ReadOnlySpan<KeyValuePair<string, object?>> Of(Instrument instrument) =>
        _any && OfMeters.TryGetValue(instrument.Meter, out var tags) ? tags : [];

    /// <summary>Counts with one tag and the constant ones.</summary>
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

    /// <summary>Records with one tag and the constant ones.</summary>
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
