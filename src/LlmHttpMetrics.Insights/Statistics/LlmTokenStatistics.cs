namespace LlmHttpMetrics;

/// <summary>Tokens of one kind.</summary>
public readonly record struct LlmTokenStatistics
{
    /// <summary>All of them.</summary>
    public long Total { get; init; }

    /// <summary>Of how many calls they are known.</summary>
    public long Calls { get; init; }

    /// <summary>Tokens a call, of those for which they are known; 0 where there are none.</summary>
    public double Average => Calls == 0 ? 0 : (double)Total / Calls;
}
