using System.Text.Json;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Figures by their place in a list. Those that are not known are null, and left out at the end.</summary>
internal static class FigureList
{
    private const int Digits = 3;
    private const int MicrosecondsPerMillisecond = 1000;

    /// <summary>Some thirty years in milliseconds: more is no duration of a call.</summary>
    private const double Most = 1e12;

    public static long?[]? Of(params ReadOnlySpan<long?> figures) => Trimmed(figures);

    public static long? Figure(long?[]? figures, int at) => figures is not null && at < figures.Length ? figures[at] : null;

    public static double?[]? OfTimes(params ReadOnlySpan<TimeSpan?> times)
    {
        var milliseconds = new double?[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            milliseconds[i] = times[i] is { } time ? Math.Round(time.TotalMilliseconds, Digits) : null;
        }

        return Trimmed<double>(milliseconds);
    }

    /// <exception cref="JsonException">It is no duration.</exception>
    public static TimeSpan? Time(double?[]? times, int at)
    {
        if (times is null || at >= times.Length || times[at] is not { } milliseconds)
        {
            return null;
        }

        return milliseconds is >= -Most and <= Most
            ? TimeSpan.FromMicroseconds(Math.Round(milliseconds * MicrosecondsPerMillisecond))
            : throw new JsonException();
    }

    private static T?[]? Trimmed<T>(ReadOnlySpan<T?> figures)
        where T : struct
    {
        var count = figures.Length;
        while (count > 0 && figures[count - 1] is null)
        {
            count--;
        }

        return count == 0 ? null : figures[..count].ToArray();
    }
}
