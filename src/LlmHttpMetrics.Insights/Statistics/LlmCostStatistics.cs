namespace LlmHttpMetrics;

/// <summary>Costs in one currency.</summary>
public readonly record struct LlmCostStatistics
{
    /// <summary>The sum, exact.</summary>
    public decimal Total { get; init; }

    /// <summary>Of how many calls.</summary>
    public long Calls { get; init; }

    /// <summary>The cost of a call, of those whose price is known; 0 where there are none.</summary>
    public decimal Average => Calls == 0 ? 0 : Total / Calls;
}
