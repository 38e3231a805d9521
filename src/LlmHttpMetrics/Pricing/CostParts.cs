namespace LlmHttpMetrics.Pricing;

/// <summary>What a cost consists of.</summary>
internal readonly record struct CostParts(
    decimal Input = 0, decimal CacheRead = 0, decimal CacheWrite = 0, decimal Output = 0, decimal Request = 0, decimal Characters = 0)
{
    /// <summary>The parts as an event holds them.</summary>
    public LlmCostParts ForEvent() =>
        new() { Input = Input, CacheRead = CacheRead, CacheWrite = CacheWrite, Output = Output, Request = Request, Characters = Characters };

    public decimal Sum => Plus(Plus(Plus(Plus(Input + Output, CacheRead), CacheWrite), Request), Characters);

    /// <summary>Most parts are nothing, and to ask is faster than to add.</summary>
    private static decimal Plus(decimal sum, decimal part) => part == 0 ? sum : sum + part;
}
