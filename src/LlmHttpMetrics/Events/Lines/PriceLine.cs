using System.Text.Json.Serialization;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>Why a call cost what it did, as it stands in a line. Most are priced by tokens and a table, which is left out.</summary>
internal sealed class PriceLine
{
    [JsonPropertyName("b")]
    public string? CostSource { get; set; }

    [JsonPropertyName("m")]
    public string? Method { get; set; }

    [JsonPropertyName("c")]
    public double? Confidence { get; set; }

    [JsonPropertyName("d")]
    public string[]? Doubts { get; set; }

    [JsonPropertyName("t")]
    public string? Table { get; set; }

    [JsonPropertyName("s")]
    public string? Source { get; set; }

    /// <summary>In the order of <see cref="CostPartsList"/>.</summary>
    [JsonPropertyName("p")]
    public decimal?[]? Parts { get; set; }

    public static PriceLine? Of(LlmEvent e) =>
        (e.CostSource ?? e.CostMethod ?? e.PriceTable ?? e.PriceSource) is null && e.CostConfidence is null && e.CostParts is null && e.CostDoubts.Count == 0
            ? null
            : new()
            {
                CostSource = e.CostSource == CostSources.Table ? null : e.CostSource ?? "",
                Method = e.CostMethod == LlmCostMethods.TokenBased ? null : e.CostMethod ?? "",
                Confidence = e.CostConfidence,
                Doubts = e.CostDoubts.Count > 0 ? [.. e.CostDoubts] : null,
                Table = e.PriceTable,
                Source = e.PriceSource,
                Parts = CostPartsList.Of(e.CostParts, e.Cost),
            };

    public void AddTo(LlmEvent e)
    {
        e.CostSource = Known(CostSource ?? CostSources.Table);
        e.CostMethod = Known(Method ?? LlmCostMethods.TokenBased);
        e.CostConfidence = Confidence;
        e.CostDoubts = Doubts ?? [];
        e.PriceTable = Table;
        e.PriceSource = Source;
        e.CostParts = CostPartsList.Read(Parts, e.Cost);
    }

    private static string? Known(string word) => word.Length > 0 ? word : null;
}
