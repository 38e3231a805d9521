using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Calls;

/// <summary>The figures that are calculated from a call's record.</summary>
internal readonly struct CallFigures
{
    public CallFigures(CallRecord call, TimeProvider time)
    {
        Duration = time.Between(call.Started, call.Ended);
        var facts = call.Response?.Facts;
        if (facts is null)
        {
            return;
        }

        if (call.Endpoint.Counted)
        {
            Input = facts.InputTokens;
            Output = facts.OutputTokens;
            Cached = facts.Sent(Figure.CachedInput);
            CacheWrite = facts.CacheWriteTokens;
            Reasoning = facts.ReasoningTokens;
            UsageMissing = Input is null && Output is null && call.Endpoint.Format.ReportsUsage
                && !call.AwaitsUsage && call.IsAnswered;
        }

        Streamed = call.Response!.Streamed;
        if (!Streamed || call.Times.FirstContent == 0)
        {
            return;
        }

        TimeToFirstToken = time.Between(call.Started, call.Times.FirstContent);
        TimeToFirstAnswer = call.Times.FirstAnswer == 0 ? null : time.Between(call.Started, call.Times.FirstAnswer);
        LongestStall = time.GetElapsedTime(0, call.Times.LongestStall);
        var unseen = (facts.ReasoningSeen ? 0 : Reasoning ?? 0) + facts.Usage.OutputBeforeAnswer;
        if (Output - unseen is >= 2 and var tokens)
        {
            TimePerOutputToken = time.Between(call.Times.FirstContent, call.Times.LastContent) / (tokens - 1);
        }
    }

    public TimeSpan Duration { get; }

    public long? Input { get; }

    public long? Output { get; }

    public long? Cached { get; }

    public long? CacheWrite { get; }

    public long? Reasoning { get; }

    public bool UsageMissing { get; }

    public bool Streamed { get; }

    public TimeSpan? TimeToFirstToken { get; }

    public TimeSpan? TimeToFirstAnswer { get; }

    public TimeSpan? TimePerOutputToken { get; }

    public TimeSpan LongestStall { get; }
}
