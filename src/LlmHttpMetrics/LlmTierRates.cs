namespace LlmHttpMetrics;

/// <summary>Prices of a service tier. What is left out costs what it costs in the others.</summary>
public sealed class LlmTierRates : LlmRates
{
    /// <summary>Prices of calls with a long input in this tier. Those of the price itself hold for tiers that name no prices of their own.</summary>
    /// <value>The default is none.</value>
    public IList<LlmContextRates> Above { get; } = [];
}
