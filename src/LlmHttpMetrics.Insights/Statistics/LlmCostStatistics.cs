namespace LlmHttpMetrics;

/// <summary>Costs in one currency, split into exact and estimated.</summary>
public readonly record struct LlmCostStatistics
{
    /// <summary>The exact sum.</summary>
    public decimal Total { get; init; }

    /// <summary>The number of calls.</summary>
    public long Calls { get; init; }

    /// <summary>The part of <see cref="Total"/> that is based on estimated input or output tokens.</summary>
    public decimal Estimated { get; init; }

    /// <summary>The number of <see cref="Calls"/> whose cost is based on estimated tokens.</summary>
    public long EstimatedCalls { get; init; }

    /// <summary>
    /// The part of <see cref="Total"/> that is based on exact figures: a cost or tokens that the provider reported, tokens that a tokenizer counted
    /// exactly, or a price that does not depend on tokens. <see cref="Exact"/> and <see cref="Estimated"/> add up to <see cref="Total"/>.
    /// </summary>
    public decimal Exact => Total - Estimated;

    /// <summary>The number of <see cref="Calls"/> whose cost is based on exact figures.</summary>
    public long ExactCalls => Calls - EstimatedCalls;

    /// <summary>The average cost per call, for calls whose price is known; 0 if there are none.</summary>
    public decimal Average => Calls == 0 ? 0 : Total / Calls;
}
