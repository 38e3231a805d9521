using System.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Google;

/// <summary>
/// Vertex AI's type of the capacity that served a call, as a word or a number:
/// https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse#TrafficType.
/// </summary>
internal static class TrafficTypes
{
    public static readonly Utf8Table<KnownName?> Tiers = new(
    [
        .. Rows("0", "TRAFFIC_TYPE_UNSPECIFIED", null),
        .. Rows("1", "ON_DEMAND", ServiceTiers.Standard),
        .. Rows("2", "PROVISIONED_THROUGHPUT", ServiceTiers.Provisioned),
        .. Rows("3", "ON_DEMAND_PRIORITY", ServiceTiers.Priority),
        .. Rows("4", "ON_DEMAND_FLEX", ServiceTiers.Flex),
    ]);

    private static (string, KnownName?)[] Rows(string number, string word, string? tier)
    {
        var name = tier is null ? null : new KnownName(Encoding.UTF8.GetBytes(tier), tier);
        return [(number, name), (word, name)];
    }
}
