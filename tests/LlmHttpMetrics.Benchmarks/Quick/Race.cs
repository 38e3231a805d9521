using System.Diagnostics;
using System.Runtime;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>
/// Times two ways of doing something in turns, in one process, and gives the ratios round by round: whatever slows the
/// machine slows both. Both are warmed up as a long-running application would be: tiered compilation and its profile are
/// as by default, and nothing is timed before a while has passed in which nothing was compiled.
/// </summary>
internal static class Race
{
    private const int Rounds = 31;

    /// <summary>Where what is to be found is little beside what rounds differ by.</summary>
    public const int ManyRounds = 151;

    /// <summary>The most warm-ups; an SDK's own code needs some eight.</summary>
    private const int MostWarmUps = 24;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(8);

    /// <summary>The time of <paramref name="measured"/> over that of <paramref name="reference"/>, the median of the rounds.</summary>
    public static double Ratio(Func<int> measured, Func<int> reference, int rounds = Rounds) => Median(Ratios(measured, reference, rounds));

    /// <inheritdoc cref="Ratio"/>
    public static double[] Ratios(Func<int> measured, Func<int> reference, int rounds = Rounds)
    {
        WarmUntilCompiled(measured, reference);
        var times = Math.Max(1, (int)(Turn / Time(reference, 1)));
        times = Math.Max(1, (int)(Turn / (Time(reference, times) / times)));
        var ratios = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            // Who comes first changes, since the second of two finds caches and collector as the first left them.
            var first = Time(round % 2 == 0 ? measured : reference, times);
            var second = Time(round % 2 == 0 ? reference : measured, times);
            ratios[round] = round % 2 == 0 ? first / second : second / first;
        }

        return ratios;
    }

    /// <summary>The time of some turns, after as long a warm-up; for ways that cannot take turns within one round.</summary>
    public static double TimeOf(Func<int> method)
    {
        Warm(method);
        return Time(method, (int)Math.Max(1, Turn / (Time(method, 10) / 10))).TotalSeconds;
    }

    public static double Median(double[] values) => Quantile(values, 0.5);

    public static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    private static void WarmUntilCompiled(Func<int> measured, Func<int> reference)
    {
        long before;
        var warmUps = 0;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            Warm(measured);
            Warm(reference);

            // The compiler's background thread begins when nothing new has been called for a while.
            Thread.Sleep(WarmUp);
        }
        while (++warmUps < 3 || (JitInfo.GetCompiledMethodCount() != before && warmUps < MostWarmUps));
    }

    private static void Warm(Func<int> method)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;)
        {
            method();
        }
    }

    private static TimeSpan Time(Func<int> method, int times)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            method();
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
