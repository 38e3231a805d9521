using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Pricing;

/// <summary>What a call cost, and why.</summary>
/// <param name="Amount">The exact amount.</param>
/// <param name="Method">A value of <see cref="LlmCostMethods"/>.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Price">The price by which; null for the provider's own cost.</param>
/// <param name="Rates">Of that price what the call is charged by; null for the provider's own cost.</param>
/// <param name="Doubts">Why it may be another.</param>
/// <param name="Breakdown">What it consists of where several prices made it up; null where one did.</param>
internal readonly record struct Cost(
    decimal Amount,
    string Method,
    double Confidence,
    FoundPrice? Price = null,
    RateSet? Rates = null,
    CostDoubts Doubts = CostDoubts.None,
    CostBreakdown? Breakdown = null)
{
    private const string Dollars = "USD";

    /// <summary>Its currency (ISO 4217).</summary>
    public string Currency => Price is { } price ? price.Row.Currency : Dollars;

    /// <summary>A value of <c>llm.cost.source</c>.</summary>
    public string Source => Price is null ? CostSources.Provider : CostSources.Table;

    /// <summary>A cost that the provider sent; those who do send US dollars.</summary>
    public static Cost Reported(decimal amount) => new(amount, LlmCostMethods.Reported, Confidence: 1);
}
