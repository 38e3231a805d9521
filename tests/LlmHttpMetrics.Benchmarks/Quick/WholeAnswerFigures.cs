using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>A whole answer of 2 KB.</summary>
internal static class WholeAnswerFigures
{
    public static IEnumerable<Figure> Measure()
    {
        using var bare = new HttpCalls(Answers.Whole, observed: false);
        using var observed = new HttpCalls(Answers.Whole, observed: true);
        var bareBytes = Allocation.PerCall(bare.WholeAsync);
        using (new Listening())
        {
            yield return Figure.Bytes("whole answer, meters: added allocation", Allocation.PerCall(observed.WholeAsync) - bareBytes, 600, " (aim 256 B)");
            var ratio = Race.Ratio(() => observed.WholeAsync().Result, () => bare.WholeAsync().Result);
            yield return Figure.Most("whole answer, meters: added time over the bare pipeline", ratio - 1, 6, " (aim 2 x)");
        }

        using (new Listening(spans: true))
        {
            yield return Figure.Bytes("whole answer, meters and span: added allocation", Allocation.PerCall(observed.WholeAsync) - bareBytes, 6 * 1024);
        }
    }
}
