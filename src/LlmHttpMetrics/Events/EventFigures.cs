using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Converts counts to the form that events have.</summary>
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

    /// <summary>Tokens that became known after the call had ended.</summary>
    public static LlmTokens TokensOf(LateTokens tokens) => new()
    {
        Input = tokens.Input,
        Output = tokens.Output,
        CachedInput = tokens.CachedInput,
        CacheWrite = tokens.CacheWrite,
        Reasoning = tokens.Reasoning,
    };

    /// <summary>Sets how the tokens of an event were counted.</summary>
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
