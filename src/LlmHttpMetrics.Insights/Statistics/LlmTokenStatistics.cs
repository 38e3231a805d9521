namespace LlmHttpMetrics;

/// <summary>Tokens of one kind.</summary>
public readonly record struct LlmTokenStatistics
{
    /// <summary>The number of tokens.</summary>
    public long Total { get; init; }

    /// <summary>The number of calls whose tokens of this kind are known.</summary>
    public long Calls { get; init; }

    /// <summary>The average number of tokens per call, for calls whose tokens are known; 0 if there are none.</summary>
    public double Average => Calls == 0 ? 0 : (double)Total / Calls;
}
