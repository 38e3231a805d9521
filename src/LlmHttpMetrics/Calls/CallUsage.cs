using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>Reads the usage to price from an answer.</summary>
internal static class CallUsage
{
    /// <summary>Confidence for a stream that was not read to its end, which can have cost more than it had reported.</summary>
    private const double Unfinished = 0.5;

    /// <summary>Reads the usage of a call that has ended from its figures.</summary>
    public static void Read(CallRecord call, in CallFigures figures)
    {
        var usage = call.Usage;
        usage.Input = figures.Input;
        usage.Output = figures.Output;
        usage.CacheRead = figures.Cached ?? 0;
        usage.CacheWrite = figures.CacheWrite ?? 0;
        usage.Reasoning = figures.Reasoning ?? 0;
        ReadKinds(usage, call.Response?.Facts);
        usage.Served = Served(call);
        usage.Characters = Characters(call);
        usage.IsServed = call.IsAnswered;
        usage.Confidence = call.Outcome.Word is LlmOutcomes.Abandoned or LlmOutcomes.Broken or LlmOutcomes.Cancelled or LlmOutcomes.Timeout ? Unfinished : 1;
        usage.Doubts = usage.Confidence < 1 ? CostDoubts.Unfinished : CostDoubts.None;
        usage.Passes = call.Response is { } response ? CallPasses.Of(response.Facts, usage) : null;
    }

    /// <summary>How a call was served.</summary>
    public static ServedAs Served(CallRecord call) => (call.Response?.Facts.Names.Served ?? default) with { Location = call.Endpoint.Location };

    /// <summary>Returns the usage that a later answer reports.</summary>
    /// <param name="facts">The answer.</param>
    /// <param name="served">How the call was served, if the answer does not say.</param>
    public static Usage Late(ResponseFacts facts, in ServedAs served)
    {
        Usage usage = new()
        {
            Input = facts.InputTokens,
            Output = facts.OutputTokens,
            CacheRead = facts.Sent(Figure.CachedInput) ?? 0,
            CacheWrite = facts.CacheWriteTokens ?? 0,
            Reasoning = facts.ReasoningTokens ?? 0,
            Served = facts.Names.Served.Or(served),
            IsServed = true,
            Confidence = 1,
        };
        ReadKinds(usage, facts);
        usage.Passes = CallPasses.Of(facts, usage);
        return usage;
    }

    /// <summary>Characters of the text sent and of the visible answer.</summary>
    public static long Characters(CallRecord call) =>
        call.RequestText.Tally.Characters(TextKind.Input) + (call.ResponseText?.Tally.Characters(TextKind.Answer) ?? 0);

    /// <summary>Reads the kinds of tokens that not every call has.</summary>
    private static void ReadKinds(Usage usage, ResponseFacts? facts)
    {
        usage.Tools = facts?.BilledTools;
        usage.ToolUseInput = facts?.Sent(Figure.ToolUseInput) ?? 0;
        usage.CacheWrite5m = facts?.Sent(Figure.CacheWrite5Minutes) ?? 0;
        usage.CacheWrite1h = facts?.Sent(Figure.CacheWrite1Hour) ?? 0;
        usage.CachedAudio = facts?.Sent(Figure.CachedAudio) ?? 0;
        usage.CachedImage = facts?.Sent(Figure.CachedImage) ?? 0;
        usage.InputAudio = facts?.Sent(Figure.InputAudio) ?? 0;
        usage.InputImage = facts?.Sent(Figure.InputImage) ?? 0;
        usage.OutputAudio = facts?.Sent(Figure.OutputAudio) ?? 0;
        usage.OutputImage = facts?.Sent(Figure.OutputImage) ?? 0;
    }
}
