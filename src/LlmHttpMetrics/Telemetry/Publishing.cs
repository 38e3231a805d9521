using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Publishes what is recorded of each call. A listener that throws is counted as a fault, and costs no other figure of the call.
/// </summary>
/// <remarks>
/// One piece of code for each kind of instrument: what an instrument does for its listeners is inlined wherever it is called, and a call that records ten
/// figures would then run through ten copies.
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
