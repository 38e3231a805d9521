using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>Calls while nothing listens.</summary>
internal static class OffFigures
{
    private const double MostNanoseconds = 80;

    public static IEnumerable<Figure> Measure()
    {
        using var bare = new HttpCalls(Answers.Whole, observed: false);
        using var off = new HttpCalls(Answers.Whole, observed: true);
        yield return Figure.Bytes("nothing listens: bytes added to a call", Allocation.PerCall(off.WholeAsync) - Allocation.PerCall(bare.WholeAsync), 0);
        var times = Race.Times(Race.ManyRounds, () => off.WholeAsync().Result, () => bare.WholeAsync().Result);
        yield return Figure.Nanoseconds("nothing listens: time added to a call", Race.Added(times[0], times[1]), MostNanoseconds);
    }
}
