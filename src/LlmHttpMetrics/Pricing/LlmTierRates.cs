namespace LlmHttpMetrics;

/// <summary>Prices of a service tier or of a speed. A rate that is not set is the regular rate.</summary>
public sealed class LlmTierRates : LlmRates
{
    /// <summary>Prices of calls with a long input in this tier or at this speed. If no rates are set here, those of the price itself apply.</summary>
    /// <value>The default is none.</value>
    public IList<LlmContextRates> Above { get; } = [];
}
