using System.Text.Json;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events.Lines.VersionOne;

/// <summary>
/// Reads the price of a call. The most frequent source and method were omitted, and so was the input part if it was the rest of the cost.
/// </summary>
internal static class OldPrice
{
    private const int InputAt = 5;
    private const int ToolsAt = 6;

    /// <exception cref="JsonException">The parts do not belong to the cost.</exception>
    public static void AddTo(LlmEvent e, OldObject? price)
    {
        if (price is not { } line)
        {
            return;
        }

        e.CostSource = Known(line.Text("b") ?? CostSources.Table);
        e.CostMethod = Known(line.Text("m") ?? LlmCostMethods.TokenBased);
        e.CostConfidence = line.Number("c");
        e.CostDoubts = line.Texts("d");
        e.PriceTable = line.Text("t");
        e.PriceSource = line.Text("s");
        e.CostParts = line.Amounts("p") is { } parts ? Parts(parts, e.Cost) : null;
    }

    private static string? Known(string word) => word.Length > 0 ? word : null;

    private static LlmCostParts Parts(decimal?[] list, decimal? cost)
    {
        LlmCostParts parts = new()
        {
            Output = At(list, 0),
            CacheRead = At(list, 1),
            CacheWrite = At(list, 2),
            Request = At(list, 3),
            Characters = At(list, 4),
            Tools = At(list, ToolsAt),
        };
        return parts with { Input = list.Length > InputAt ? At(list, InputAt) : Rest(parts, cost) };
    }

    private static decimal At(decimal?[] list, int at) => at < list.Length ? list[at] ?? 0 : 0;

    private static decimal Rest(LlmCostParts parts, decimal? cost)
    {
        try
        {
            return cost - parts.Output - parts.CacheRead - parts.CacheWrite - parts.Request - parts.Characters - parts.Tools ?? throw new JsonException();
        }
        catch (OverflowException)
        {
            throw new JsonException();
        }
    }
}
