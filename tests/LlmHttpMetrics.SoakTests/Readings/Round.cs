namespace LlmHttpMetrics.SoakTests.Readings;

/// <summary>What a round of traffic has shown once it had died down.</summary>
internal sealed record Round
{
    public int Calls { get; init; }

    /// <summary>Streams open at once, at most.</summary>
    public int MostOpen { get; init; }

    /// <summary>Calls by how they were planned to end.</summary>
    public required IReadOnlyDictionary<string, int> Endings { get; init; }

    /// <summary>Totals that differ from the ledger's.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Responses, contents and streams that were given to callers.</summary>
    public int Given { get; init; }

    /// <summary>Those of them that are still held.</summary>
    public int Alive { get; init; }

    /// <summary>Pooled buffers that were not given back.</summary>
    public long BuffersOut { get; init; }

    /// <summary>Our own faults.</summary>
    public long Failures { get; init; }

    /// <summary>Bytes on the heap after full collections.</summary>
    public long Heap { get; init; }

    public bool IsGood => Differences.Count == 0 && Alive == 0 && BuffersOut == 0 && Failures == 0;

    public override string ToString() =>
        $"{Calls} calls, at most {MostOpen} open; {Differences.Count} totals differ, {Alive} of {Given} objects alive, {BuffersOut} buffers out,"
        + $" {Failures} failures, heap {Heap / 1024.0 / 1024:F1} MB"
        + string.Concat(Differences.Select(difference => Environment.NewLine + "  " + difference));
}
