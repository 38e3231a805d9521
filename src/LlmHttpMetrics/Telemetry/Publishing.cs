using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Publishes the measurements of each call. An exception of a listener is counted as a fault, and does not affect the other measurements of the call.
/// </summary>
/// <remarks>
/// There is one method for each kind of instrument, because the code that notifies an instrument's listeners is inlined at each call site, and a call
/// that records ten measurements would otherwise run through ten copies.
/// </remarks>
internal static class Publishing
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish<T>(this Counter<T> counter, T delta, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
    {
        try
        {
            counter.Add(delta, tags);
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(counter);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish<T>(this Counter<T> counter, T delta, in TagList tags)
        where T : struct
    {
        try
        {
            counter.Add(delta, tags);
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(counter);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish<T>(this Histogram<T> histogram, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
    {
        try
        {
            histogram.Record(value, tags);
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(histogram);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Publish<T>(this Gauge<T> gauge, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
    {
        try
        {
            gauge.Record(value, tags);
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(gauge);
        }
    }
}
