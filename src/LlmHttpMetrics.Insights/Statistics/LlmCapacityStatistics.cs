namespace LlmHttpMetrics;

/// <summary>The amount of text in one direction, in the units of <c>llm.capacity</c>.</summary>
public readonly record struct LlmCapacityStatistics
{
    /// <summary>The number of calls whose text was counted.</summary>
    public long Calls { get; init; }

    /// <summary>Unicode characters.</summary>
    public long Characters { get; init; }

    /// <summary>Words: runs without white space.</summary>
    public long Words { get; init; }

    /// <summary>Bytes of UTF-8.</summary>
    public long Bytes { get; init; }

    /// <summary>Lines.</summary>
    public long Lines { get; init; }
}
