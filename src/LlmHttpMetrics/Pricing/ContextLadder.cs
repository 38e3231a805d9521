namespace LlmHttpMetrics.Pricing;

/// <summary>Prices that depend on how long the input is: the highest threshold that is exceeded decides for the whole call.</summary>
internal sealed class ContextLadder
{
    private readonly RateSet _base;
    private readonly (long Threshold, RateSet Rates)[] _above;

    public ContextLadder(LlmRates rates, IEnumerable<LlmContextRates> above, int per)
    {
        _base = new RateSet(rates, per);
        _above = [.. above.OrderByDescending(step => step.InputTokens).Select(step => (step.InputTokens, new RateSet(RateKind.Merge(step, rates), per)))];
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
