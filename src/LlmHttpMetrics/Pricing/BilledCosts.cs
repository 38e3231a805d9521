using System.Collections.Frozen;

namespace LlmHttpMetrics.Pricing;

/// <summary>
/// Whose cost in an answer is what is billed. A cloud that serves the models of others bills by its own prices, and what a vendor's server writes
/// into an answer there is the vendor's: x.ai's models at Azure send <c>"cost_in_usd_ticks": 0</c>. At a vendor's own host, a gateway or a host that
/// is not known, a cost of zero is that of a free model.
/// </summary>
internal static class BilledCosts
{
    private static readonly FrozenSet<string> BillByTheirOwnPrices = FrozenSet.ToFrozenSet(
        [
            "azure.ai.openai", "azure.ai.inference", "aws.bedrock", "aws.sagemaker", "gcp.vertex_ai", "github_copilot", "github_models",
            "databricks", "snowflake", "ibm.watsonx.ai",
        ]);

    /// <summary>What an answer of a provider says that it costs; null where that is no cost.</summary>
    public static decimal? Of(string provider, decimal? amount) => amount == 0 && BillByTheirOwnPrices.Contains(provider) ? null : amount;
}
