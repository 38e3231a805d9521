namespace LlmHttpMetrics.Pricing;

/// <summary>Prices that depend on how long the input is: the highest threshold that is exceeded decides for the whole call.</summary>
internal sealed class ContextLadder
{
    private readonly RateSet _base;
    private readonly (long Threshold, RateSet Rates)[] _above;

    /// <param name="rates">The prices of every input.</param>
    /// <param name="above">Those of long ones.</param>
    /// <param name="per">For how many tokens they are.</param>
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
