namespace LlmHttpMetrics.Pricing;

/// <summary>What a call cost, and why.</summary>
/// <param name="Amount">The exact amount.</param>
/// <param name="Currency">Its currency (ISO 4217).</param>
/// <param name="Source">A value of <c>llm.cost.source</c>.</param>
/// <param name="Method">A value of <see cref="LlmCostMethods"/>.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Price">The price by which; null for the provider's own cost.</param>
/// <param name="Parts">What it consists of; empty for the provider's own cost.</param>
internal readonly record struct Cost(
    decimal Amount, string Currency, string Source, string Method, double Confidence, FoundPrice? Price = null, CostParts Parts = default)
{
    /// <summary>A cost that the provider sent; those who do send US dollars.</summary>
    public static Cost Reported(decimal amount) => new(amount, "USD", CostSources.Provider, LlmCostMethods.Reported, Confidence: 1);
}
