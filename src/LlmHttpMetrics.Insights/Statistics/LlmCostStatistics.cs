namespace LlmHttpMetrics;

/// <summary>Costs in one currency, and how much of them rests on exact figures.</summary>
public readonly record struct LlmCostStatistics
{
    /// <summary>The sum, exact.</summary>
    public decimal Total { get; init; }

    /// <summary>Of how many calls.</summary>
    public long Calls { get; init; }

    /// <summary>The part of <see cref="Total"/> that rests on estimated tokens, of input, of output or of both.</summary>
    public decimal Estimated { get; init; }

    /// <summary>Of <see cref="Calls"/>, those whose cost rests on estimated tokens.</summary>
    public long EstimatedCalls { get; init; }

    /// <summary>
    /// The part of <see cref="Total"/> that rests on exact figures: a cost or tokens that the provider reported, tokens that a tokenizer counted
    /// exactly, or a price that needs no tokens. <see cref="Exact"/> and <see cref="Estimated"/> add up to <see cref="Total"/>.
    /// </summary>
    public decimal Exact => Total - Estimated;

    /// <summary>Of <see cref="Calls"/>, those whose cost rests on exact figures.</summary>
    public long ExactCalls => Calls - EstimatedCalls;

    /// <summary>The cost of a call, of those whose price is known; 0 where there are none.</summary>
    public decimal Average => Calls == 0 ? 0 : Total / Calls;
}
