using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Recording;

/// <summary>
/// Publishes what is recorded of each call, by one piece of code for each kind of instrument. What an instrument does for its
/// listeners is inlined wherever it is called; a call that records ten figures then runs through ten copies, each to be fetched.
/// </summary>
internal static class Publishing
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish(this Counter<long> counter, long delta, ReadOnlySpan<KeyValuePair<string, object?>> tags) => counter.Add(delta, tags);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish(this Counter<double> counter, double delta, ReadOnlySpan<KeyValuePair<string, object?>> tags) => counter.Add(delta, tags);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish(this Histogram<double> histogram, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => histogram.Record(value, tags);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish(this Histogram<int> histogram, int value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => histogram.Record(value, tags);
}
