using System.Text.Json;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>
/// The parts of a cost as a list: output, read from a cache, written to one, the request itself, text by its length, input, hosted tools.
/// Input is what remains of the cost, and is left out where nothing follows it and the parts add up.
/// </summary>
internal static class CostPartsList
{
    private const int InputAt = 5;
    private const int ToolsAt = 6;

    public static decimal?[]? Of(LlmCostParts? parts, decimal? cost)
    {
        if (parts is null)
        {
            return null;
        }

        decimal?[] list = [parts.Output, parts.CacheRead, parts.CacheWrite, parts.Request, parts.Characters, parts.Input, parts.Tools];
        if (parts.Tools != 0)
        {
            return list;
        }

        if (Rest(parts, cost) != parts.Input)
        {
            return list[..ToolsAt];
        }

        var count = InputAt;
        while (count > 0 && list[count - 1] == 0)
        {
            count--;
        }

        return list[..count];
    }

    /// <exception cref="JsonException">They are no amounts.</exception>
    public static LlmCostParts? Read(decimal?[]? list, decimal? cost)
    {
        if (list is null)
        {
            return null;
        }

        LlmCostParts parts = new()
        {
            Output = At(list, 0),
            CacheRead = At(list, 1),
            CacheWrite = At(list, 2),
            Request = At(list, 3),
            Characters = At(list, 4),
            Tools = At(list, ToolsAt),
        };
        return parts with { Input = list.Length > InputAt ? At(list, InputAt) : Rest(parts, cost) ?? throw new JsonException() };
    }

    private static decimal At(decimal?[] list, int at) => at < list.Length ? list[at] ?? 0 : 0;

    /// <summary>What is not in the other parts; null where that cannot be told.</summary>
    private static decimal? Rest(LlmCostParts parts, decimal? cost)
    {
        try
        {
            return cost - parts.Output - parts.CacheRead - parts.CacheWrite - parts.Request - parts.Characters - parts.Tools;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
