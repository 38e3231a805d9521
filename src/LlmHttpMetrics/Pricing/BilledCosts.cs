using System.Collections.Frozen;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Decides whether the cost in an answer is the billed cost. A cloud that serves other vendors' models bills by its own prices, and the cost that
/// a vendor's server writes into an answer there is the vendor's: x.ai's models at Azure send <c>"cost_in_usd_ticks": 0</c>. At a vendor's own
/// host, at a gateway and at an unknown host, a cost of zero is the cost of a free model.
/// </summary>
internal static class BilledCosts
{
    private static readonly FrozenSet<string> ProvidersWithOwnPrices = FrozenSet.ToFrozenSet(
        [
            "azure.ai.openai", "azure.ai.inference", "aws.bedrock", "aws.sagemaker", "gcp.vertex_ai", "github_copilot", "github_models",
            "databricks", "snowflake", "ibm.watsonx.ai",
        ]);

    /// <summary>The cost that a provider's answer reports; null if it is not the billed cost.</summary>
    public static decimal? Of(string provider, decimal? amount) => amount == 0 && ProvidersWithOwnPrices.Contains(provider) ? null : amount;
}
