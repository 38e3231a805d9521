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
            var constant = ConstantTags.Of(counter);
            if (constant.IsEmpty)
            {
                counter.Add(delta, tags);
            }
            else
            {
                PublishWith(counter, delta, tags, constant);
            }
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
            var constant = ConstantTags.Of(counter);
            if (constant.IsEmpty)
            {
                counter.Add(delta, tags);
            }
            else
            {
                counter.Add(delta, new TagList([.. tags, .. constant]));
            }
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
            var constant = ConstantTags.Of(histogram);
            if (constant.IsEmpty)
            {
                histogram.Record(value, tags);
            }
            else
            {
                PublishWith(histogram, value, tags, constant);
            }
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
            var constant = ConstantTags.Of(gauge);
            if (constant.IsEmpty)
            {
                gauge.Record(value, tags);
            }
            else
            {
                PublishWith(gauge, value, tags, constant);
            }
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(gauge);
        }
    }

    // Only these methods allocate stack space for all tags, so that measurements without constant tags do not pay for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PublishWith<T>(
        Counter<T> counter, T delta, ReadOnlySpan<KeyValuePair<string, object?>> tags, ReadOnlySpan<KeyValuePair<string, object?>> constant)
        where T : struct
    {
        TagBuffer all = default;
        counter.Add(delta, all.Fill(tags, constant));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PublishWith<T>(
        Histogram<T> histogram, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, ReadOnlySpan<KeyValuePair<string, object?>> constant)
        where T : struct
    {
        TagBuffer all = default;
        histogram.Record(value, all.Fill(tags, constant));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PublishWith<T>(
        Gauge<T> gauge, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, ReadOnlySpan<KeyValuePair<string, object?>> constant)
        where T : struct
    {
        TagBuffer all = default;
        gauge.Record(value, all.Fill(tags, constant));
    }
}
