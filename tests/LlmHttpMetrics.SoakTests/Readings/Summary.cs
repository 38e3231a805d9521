namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>What all rounds together have shown.</summary>
internal static class Summary
{
    /// <summary>By which the buffers of server and sockets differ from round to round; a small object a call is more within 100,000 calls.</summary>
    private const long Noise = 4 * 1024 * 1024;

    /// <summary>Prints it; false where something was lost or is left over.</summary>
    public static bool Print(TextWriter output, IReadOnlyList<Round> rounds)
    {
        var calls = rounds.Sum(round => (long)round.Calls);
        foreach (var ending in rounds.SelectMany(round => round.Endings).GroupBy(ending => ending.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{ending.Key,-24}{ending.Sum(pair => (long)pair.Value),10}");
        }

        var half = Math.Max(1, rounds.Count / 2);
        var growth = rounds.Skip(rounds.Count - half).Min(round => round.Heap) - rounds.Take(half).Min(round => round.Heap);
        var isFlat = growth <= Noise;
        var good = isFlat && rounds.All(round => round.IsGood);
        output.WriteLine(
            $"{calls} calls in {rounds.Count} rounds, at most {rounds.Max(round => round.MostOpen)} "
            + $"open: {rounds.Sum(round => round.Differences.Count)} totals differ, "
            + $"{rounds.Sum(round => round.Alive)} of {rounds.Sum(round => (long)round.Given)} objects left,"
            + $" {rounds.Sum(round => round.BuffersOut)} buffers out, "
            + $"the least heap {growth / 1024.0 / 1024:+0.0;-0.0;0.0} MB from the first half of the rounds to the second: {(good ? "good" : "NOT GOOD")}");
        return good;
    }
}
