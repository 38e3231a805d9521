using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Recording.Events.Lines;

/// <summary>Why a call cost what it did, as it stands in a line.</summary>
internal sealed class PriceLine
{
    [JsonPropertyName("b")]
    public string? CostSource { get; set; }

    [JsonPropertyName("m")]
    public string? Method { get; set; }

    [JsonPropertyName("c")]
    public double? Confidence { get; set; }

    [JsonPropertyName("t")]
    public string? Table { get; set; }

    [JsonPropertyName("s")]
    public string? Source { get; set; }

    /// <summary>Input, output, read from a cache, written to one, the request itself, text by its length.</summary>
    [JsonPropertyName("p")]
    public decimal?[]? Parts { get; set; }

    public static PriceLine? Of(LlmEvent e) =>
        (e.CostSource ?? e.CostMethod ?? e.PriceTable ?? e.PriceSource) is null && e.CostConfidence is null && e.CostParts is null
            ? null
            : new()
            {
                CostSource = e.CostSource,
                Method = e.CostMethod,
                Confidence = e.CostConfidence,
                Table = e.PriceTable,
                Source = e.PriceSource,
                Parts = e.CostParts is { } parts ? FigureList.OfAmounts(parts.Input, parts.Output, parts.CacheRead, parts.CacheWrite, parts.Request, parts.Characters) : null,
            };

    public void AddTo(LlmEvent e)
    {
        e.CostSource = CostSource;
        e.CostMethod = Method;
        e.CostConfidence = Confidence;
        e.PriceTable = Table;
        e.PriceSource = Source;
        e.CostParts = Parts is null ? null : new()
        {
            Input = FigureList.Amount(Parts, 0),
            Output = FigureList.Amount(Parts, 1),
            CacheRead = FigureList.Amount(Parts, 2),
            CacheWrite = FigureList.Amount(Parts, 3),
            Request = FigureList.Amount(Parts, 4),
            Characters = FigureList.Amount(Parts, 5),
        };
    }
}
