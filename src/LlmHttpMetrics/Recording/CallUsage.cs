using LlmHttpMetrics.Observation;
using LlmHttpMetrics.Observation.Wire;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Recording;

/// <summary>Reads the usage to be priced from what an answer says.</summary>
internal static class CallUsage
{
    /// <summary>A stream that was not read to its end may have cost more than it had told.</summary>
    private const double Unfinished = 0.5;

    /// <summary>The usage of a call that has ended.</summary>
    public static Usage Of(CallRecord call, in CallFigures figures)
    {
        var isServed = call.Status is >= 200 and < 300 && call.Outcome.Word != LlmOutcomes.Error;
        var confidence = call.Outcome.Word is LlmOutcomes.Abandoned or LlmOutcomes.Broken or LlmOutcomes.Cancelled or LlmOutcomes.Timeout ? Unfinished : 1;
        return call.Response?.Facts is not { } facts
            ? new() { Characters = Characters(call), IsServed = isServed, Confidence = confidence }
            : new()
            {
                Input = figures.Input,
                Output = figures.Output,
                ToolUseInput = facts.Sent(Figure.ToolUseInput) ?? 0,
                CacheRead = figures.Cached ?? 0,
                CacheWrite = figures.CacheWrite ?? 0,
                CacheWrite5m = facts.Sent(Figure.CacheWrite5Minutes) ?? 0,
                CacheWrite1h = facts.Sent(Figure.CacheWrite1Hour) ?? 0,
                Reasoning = figures.Reasoning ?? 0,
                InputAudio = facts.Sent(Figure.InputAudio) ?? 0,
                InputImage = facts.Sent(Figure.InputImage) ?? 0,
                OutputAudio = facts.Sent(Figure.OutputAudio) ?? 0,
                OutputImage = facts.Sent(Figure.OutputImage) ?? 0,
                Characters = Characters(call),
                Tier = facts.ServiceTier,
                IsServed = isServed,
                Confidence = confidence,
            };
    }

    /// <summary>Characters of the text sent and of the visible answer.</summary>
    public static long Characters(CallRecord call) =>
        call.RequestText.Tally.Characters(TextKind.Input) + (call.ResponseText?.Tally.Characters(TextKind.Answer) ?? 0);

    /// <summary>The usage that an answer tells later.</summary>
    public static Usage Of(ResponseFacts facts, string? tier) => new()
    {
        Input = facts.InputTokens,
        Output = facts.OutputTokens,
        ToolUseInput = facts.Sent(Figure.ToolUseInput) ?? 0,
        CacheRead = facts.Sent(Figure.CachedInput) ?? 0,
        CacheWrite = facts.CacheWriteTokens ?? 0,
        CacheWrite5m = facts.Sent(Figure.CacheWrite5Minutes) ?? 0,
        CacheWrite1h = facts.Sent(Figure.CacheWrite1Hour) ?? 0,
        Reasoning = facts.Sent(Figure.Reasoning) ?? 0,
        InputAudio = facts.Sent(Figure.InputAudio) ?? 0,
        InputImage = facts.Sent(Figure.InputImage) ?? 0,
        OutputAudio = facts.Sent(Figure.OutputAudio) ?? 0,
        OutputImage = facts.Sent(Figure.OutputImage) ?? 0,
        Tier = facts.ServiceTier ?? tier,
        IsServed = true,
        Confidence = 1,
    };
}
