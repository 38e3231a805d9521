using System.Diagnostics;
using System.Runtime;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>
/// Times several ways of doing something in turns, in one process, and compares them round by round: whatever slows the machine
/// slows all. All are warmed up as a long-running application would be: tiered compilation and its profile are as by default, and
/// nothing is timed before a while has passed in which nothing was compiled.
/// </summary>
internal static class Race
{
    /// <summary>For calls that take longer than a turn.</summary>
    public const int FewRounds = 31;

    /// <summary>For differences that are small compared with the noise of a round.</summary>
    public const int ManyRounds = 601;

    private const int Rounds = 151;

    /// <summary>The most warm-ups; an SDK's own code needs some eight.</summary>
    private const int MostWarmUps = 24;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(150);

    /// <summary>Shorter than the time that the operating system grants a thread, so that on a busy machine most turns are not interrupted.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1);

    /// <summary>The time of <paramref name="measured"/> over that of <paramref name="reference"/>, the median of the rounds.</summary>
    public static double Ratio(Func<int> measured, Func<int> reference, int rounds = Rounds)
    {
        var times = Times(rounds, measured, reference);
        return Median(times[0].Zip(times[1], (ours, other) => ours / other));
    }

    /// <summary>The seconds of a call of each way, round by round.</summary>
    public static double[][] Times(int rounds, params Func<int>[] ways)
    {
        WarmUntilCompiled(ways);
        var calls = Array.ConvertAll(ways, CallsOfATurn);
        var times = Array.ConvertAll(ways, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < ways.Length; turn++)
            {
                // The first way changes, since the second finds caches and garbage collector as the first left them.
                var way = (round + turn) % ways.Length;
                times[way][round] = Time(ways[way], calls[way]).TotalSeconds / calls[way];
            }
        }

        return times;
    }

    /// <summary>The seconds that a call of one way takes beyond a call of another, the median of the rounds.</summary>
    public static double Added(double[] times, double[] reference) => Median(times.Zip(reference, (ours, other) => ours - other));

    /// <summary>The time of some turns, after as long a warm-up; for ways that cannot take turns within one round.</summary>
    public static double TimeOf(Func<int> method)
    {
        Warm(method);
        return Time(method, (int)Math.Max(1, Turn / (Time(method, 10) / 10))).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static void WarmUntilCompiled(Func<int>[] ways)
    {
        long before;
        var warmUps = 0;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            Array.ForEach(ways, Warm);

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

    private static int CallsOfATurn(Func<int> method)
    {
        var calls = Math.Max(1, (int)(Turn / Time(method, 1)));
        return Math.Max(1, (int)(Turn / (Time(method, calls) / calls)));
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
