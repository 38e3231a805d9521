using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>Without listeners.</summary>
internal static class OffFigures
{
    private const double MostRatio = 1.05;

    public static IEnumerable<Figure> Measure()
    {
        using var bare = new HttpCalls(Answers.Whole, observed: false);
        using var again = new HttpCalls(Answers.Whole, observed: false);
        using var off = new HttpCalls(Answers.Whole, observed: true);
        yield return Figure.Bytes("nobody listening: added allocation per call", Allocation.PerCall(off.WholeAsync) - Allocation.PerCall(bare.WholeAsync), 0);

        var control = Race.Ratios(() => again.WholeAsync().Result, () => bare.WholeAsync().Result, Race.ManyRounds);
        var noise = 1 + ((Race.Quantile(control, 0.75) - Race.Quantile(control, 0.25)) / 2);
        var ratio = Race.Ratio(() => off.WholeAsync().Result, () => bare.WholeAsync().Result, Race.ManyRounds);
        yield return Figure.Most(
            "nobody listening: time over the bare pipeline",
            ratio,
            Math.Max(MostRatio, noise),
            noise > MostRatio ? " (1.05 x, widened by the noise of the bare pipeline)" : "");
    }
}
