using System.Diagnostics;
using LlmHttpMetrics.Benchmarks.Quick;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.Benchmarks.Tokens;

/// <summary>The seconds of one pass of ours over a text, as a string and as UTF-8.</summary>
internal readonly record struct OwnTime(double Text, double Utf8)
{
    private const int Rounds = 15;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    public static OwnTime Of(Tokenizer tokenizer, TokenText text) => new(
        Median(() => Array.ForEach(text.Parts, part => tokenizer.Count(part))),
        Median(() => Array.ForEach(text.Utf8, part => tokenizer.CountUtf8(part))));

    /// <summary>The smaller of two measurements: other load on the machine between them slows down at most one of the two.</summary>
    public static OwnTime Least(OwnTime one, OwnTime other) => new(Math.Min(one.Text, other.Text), Math.Min(one.Utf8, other.Utf8));

    /// <summary>
    /// The seconds for a text that was never seen before, so that no cache helps: the minimum of several, because the growth is measured, and
    /// other load on the machine delays long runs more.
    /// </summary>
    public static double OfFresh(Tokenizer tokenizer, Func<int, string> make, int texts)
    {
        var times = new double[texts];
        for (var i = 0; i < texts; i++)
        {
            var text = make(i);
            var started = Stopwatch.GetTimestamp();
            tokenizer.Count(text);
            times[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return times.Min();
    }

    private static double Median(Action pass)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;)
        {
            pass();
        }

        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var passes = 0;
            var started = Stopwatch.GetTimestamp();
            do
            {
                pass();
                passes++;
            }
            while (Stopwatch.GetElapsedTime(started) < Turn);
            times[i] = Stopwatch.GetElapsedTime(started).TotalSeconds / passes;
        }

        return Race.Median(times);
    }
}
