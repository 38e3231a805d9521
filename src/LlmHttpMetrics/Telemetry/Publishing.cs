using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Publishes the measurements of each call. An exception of a listener is counted as a fault, and does not affect the other measurements of the call.
/// </summary>
internal static class Publishing
{
    private delegate void Recording<TInstrument, T>(TInstrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    public static void Publish<T>(this Counter<T> counter, T delta, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct => Publish(counter, delta, tags, static (counter, delta, tags) => counter.Add(delta, tags));

    public static void Publish<T>(this Histogram<T> histogram, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct => Publish(histogram, value, tags, static (histogram, value, tags) => histogram.Record(value, tags));

    public static void Publish<T>(this Gauge<T> gauge, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct => Publish(gauge, value, tags, static (gauge, value, tags) => gauge.Record(value, tags));

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

    private static void Publish<TInstrument, T>(
        TInstrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, Recording<TInstrument, T> record)
        where TInstrument : Instrument
    {
        try
        {
            var constant = ConstantTags.Of(instrument);
            if (constant.IsEmpty)
            {
                record(instrument, value, tags);
            }
            else
            {
                PublishWith(instrument, value, tags, constant, record);
            }
        }
        catch (Exception)
        {
            FaultCounter.ListenerFailed(instrument);
        }
    }

    // Only this method allocates stack space for all tags, so that measurements without constant tags do not pay for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PublishWith<TInstrument, T>(
        TInstrument instrument,
        T value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        ReadOnlySpan<KeyValuePair<string, object?>> constant,
        Recording<TInstrument, T> record)
    {
        TagBuffer all = default;
        record(instrument, value, all.Fill(tags, constant));
    }
}
