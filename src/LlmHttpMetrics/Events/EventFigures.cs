using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Puts figures on events.</summary>
internal static class EventFigures
{
    /// <summary>Amounts of text by direction and unit.</summary>
    public static IReadOnlyDictionary<string, double> Amounts(in CapacityCounts input, in CapacityCounts output)
    {
        Dictionary<string, double> amounts = [];
        Add(amounts, CapacityUnits.Input, input);
        Add(amounts, CapacityUnits.Output, output);
        return amounts;
    }

    /// <summary>Puts the cost of a call on its event, where it is known.</summary>
    public static void SetCost(LlmEvent callEvent, in Cost? known, Usage? usage)
    {
        if (known is not { } cost)
        {
            return;
        }

        callEvent.Cost = cost.Amount;
        callEvent.Currency = cost.Currency;
        callEvent.CostSource = cost.Source;
        callEvent.CostMethod = cost.Method;
        callEvent.CostConfidence = cost.Confidence;
        callEvent.CostDoubts = cost.Doubts.Words();
        if (cost.Price is { } price)
        {
            callEvent.PriceTable = price.Table.Name;
            callEvent.PriceSource = price.Row.Source;
            callEvent.CostParts = usage is null ? null : CostOfUsage.Parts(usage, cost).ForEvent();
        }
    }

    /// <summary>Tokens as an event has them.</summary>
    public static LlmTokens TokensOf(LateTokens tokens) => new()
    {
        Input = tokens.Input,
        Output = tokens.Output,
        CachedInput = tokens.CachedInput,
        CacheWrite = tokens.CacheWrite,
        Reasoning = tokens.Reasoning,
    };

    /// <summary>Puts on an event how its tokens were counted.</summary>
    public static void SetTokenizer(LlmEvent callEvent, LateTokens tokens)
    {
        callEvent.Tokenizer = tokens.Tokenizer;
        callEvent.TokenizerVersion = tokens.TokenizerVersion;
        callEvent.TokenMethod = tokens.Method is { } method ? TokenWords.Method(method) : null;
        callEvent.TokenConfidence = tokens.Confidence;
        callEvent.OutputTokenSource = tokens.OutputSource;
        callEvent.OutputTokenConfidence = tokens.OutputConfidence;
    }

    private static void Add(Dictionary<string, double> amounts, string direction, in CapacityCounts counts)
    {
        amounts[$"{direction}.{CapacityUnits.Characters}"] = counts.Characters;
        amounts[$"{direction}.{CapacityUnits.Words}"] = counts.Words;
        amounts[$"{direction}.{CapacityUnits.Bytes}"] = counts.Bytes;
        amounts[$"{direction}.{CapacityUnits.Lines}"] = counts.Lines;
    }
}
