namespace LlmHttpMetrics.Pricing;

/// <summary>What a cost consists of.</summary>
internal readonly record struct CostParts(
    decimal Input = 0, decimal CacheRead = 0, decimal CacheWrite = 0, decimal Output = 0, decimal Request = 0, decimal Characters = 0)
{
    /// <summary>The parts as an event holds them.</summary>
    public LlmCostParts ForEvent() =>
        new() { Input = Input, CacheRead = CacheRead, CacheWrite = CacheWrite, Output = Output, Request = Request, Characters = Characters };

    public decimal Sum => Input + CacheRead + CacheWrite + Output + Request + Characters;
}
