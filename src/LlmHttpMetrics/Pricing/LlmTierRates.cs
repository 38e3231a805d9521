namespace LlmHttpMetrics;

/// <summary>Prices of a service tier or of a speed. What is left out costs what it costs in the others.</summary>
public sealed class LlmTierRates : LlmRates
{
    /// <summary>Prices of calls with a long input in this tier or at this speed. Those of the price itself hold where no prices are named here.</summary>
    /// <value>The default is none.</value>
    public IList<LlmContextRates> Above { get; } = [];
}
