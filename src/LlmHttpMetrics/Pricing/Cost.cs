namespace LlmHttpMetrics.Pricing;

/// <summary>The cost of a call, and how it was calculated.</summary>
/// <param name="Amount">The exact amount.</param>
/// <param name="Method">A value of <see cref="LlmCostMethods"/>.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Price">The price that was used; null for the cost that the provider reported.</param>
/// <param name="Rates">The rates of that price that apply to the call; null for the cost that the provider reported.</param>
/// <param name="Doubts">Why the cost may be different.</param>
/// <param name="Breakdown">The parts of a cost that several prices contribute to; null if there is one price.</param>
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

    /// <summary>A cost that the provider reported; providers that do so report US dollars.</summary>
    public static Cost Reported(decimal amount) => new(amount, LlmCostMethods.Reported, Confidence: 1);
}
