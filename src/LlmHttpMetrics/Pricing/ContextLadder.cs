namespace LlmHttpMetrics.Pricing;

/// <summary>Prices that depend on the length of the input: the highest threshold that is exceeded applies to the whole call.</summary>
internal sealed class ContextLadder
{
    private readonly RateSet _base;
    private readonly (long Threshold, RateSet Rates)[] _above;

    /// <param name="rates">The prices of inputs of any length.</param>
    /// <param name="above">The prices of long inputs.</param>
    /// <param name="per">The number of tokens that the prices are for.</param>
    /// <param name="factor">Multiplies the prices of tokens.</param>
    public ContextLadder(LlmRates rates, IEnumerable<LlmContextRates> above, int per, decimal factor = 1)
    {
        _base = new RateSet(rates, per, factor);
        _above = [.. above.OrderByDescending(step => step.InputTokens)
            .Select(step => (step.InputTokens, new RateSet(RateKind.Merge(step, rates), per, factor)))];
    }

    public RateSet At(long input)
    {
        foreach (var (threshold, rates) in _above)
        {
            if (input > threshold)
            {
                return rates;
            }
        }

        return _base;
    }
}
