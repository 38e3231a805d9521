using LlmHttpMetrics.Benchmarks.Pipeline;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>The OpenAI package with our handler, over the package without it.</summary>
internal static class SdkFigures
{
    public static IEnumerable<Figure> MeasureWhole() =>
        [Measure("OpenAI SDK, whole answer: time over the SDK alone", Answers.Whole, sdk => sdk.WholeAsync(), 1.25)];

    public static IEnumerable<Figure> MeasureStream() =>
        [Measure("OpenAI SDK, stream of 300 chunks: time over the SDK alone", Answers.Stream, sdk => sdk.StreamAsync(), 1.12)];

    private static Figure Measure(string name, Func<HttpContent> answer, Func<SdkCalls, Task<int>> call, double most)
    {
        using var listening = new Listening();
        using var alone = new SdkCalls(answer, observed: false);
        using var observed = new SdkCalls(answer, observed: true);
        return Figure.Most(name, Race.Ratio(() => call(observed).Result, () => call(alone).Result, Race.ManyRounds), most);
    }
}
