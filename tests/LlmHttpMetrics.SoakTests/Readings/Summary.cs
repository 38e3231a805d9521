namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>What all rounds together have shown.</summary>
internal static class Summary
{
    /// <summary>A leak of one small object a call would be more than this; caches that fill with time are less.</summary>
    private const double MostBytesPerCall = 16;

    private const long Noise = 4 * 1024 * 1024;

    /// <summary>Prints it; false where something was lost or is left over.</summary>
    public static bool Print(TextWriter output, IReadOnlyList<Round> rounds)
    {
        var calls = rounds.Sum(round => (long)round.Calls);
        foreach (var ending in rounds.SelectMany(round => round.Endings).GroupBy(ending => ending.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{ending.Key,-24}{ending.Sum(pair => (long)pair.Value),10}");
        }

        var growth = rounds[^1].Heap - rounds[0].Heap;
        var isFlat = growth <= Noise + (MostBytesPerCall * (calls - rounds[0].Calls));
        var good = isFlat && rounds.All(round => round.IsGood);
        output.WriteLine(
            $"{calls} calls in {rounds.Count} rounds, at most {rounds.Max(round => round.MostOpen)} open: {rounds.Sum(round => round.Differences.Count)} totals differ, "
            + $"{rounds.Sum(round => round.Alive)} of {rounds.Sum(round => (long)round.Given)} objects left, {rounds.Sum(round => round.BuffersOut)} buffers out, "
            + $"the heap {growth / 1024.0 / 1024:+0.0;-0.0;0.0} MB since the first round: {(good ? "good" : "NOT GOOD")}");
        return good;
    }
}
