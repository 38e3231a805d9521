namespace LlmHttpMetrics.TestUtilities;

/// <summary>How much of what only repeats itself is run: a sample, and all of it where LLM_TESTS is <c>all</c>, as <c>build/prove tests</c> sets it.</summary>
public static class TestScale
{
    /// <summary>A list as short as this is never sampled.</summary>
    private const int Short = 40;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LLM_TESTS") == "all";

    public static int Of(int sample, int all) => IsFull ? all : sample;

    /// <summary>One of <paramref name="every"/> items: the first, and the same ones each time.</summary>
    public static IReadOnlyList<T> Sample<T>(IReadOnlyList<T> items, int every) =>
        IsFull || items.Count <= Short ? items : [.. items.Where((_, i) => i % every == 0)];
}
