using LlmHttpMetrics.MockProviders.Requests;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>The figures of a reply: the scripted ones, and word counts for the others.</summary>
internal static class PlannedFigures
{
    public static MockTokens Of(ReplyPlan plan)
    {
        var reply = plan.Reply;
        var outsideInput = reply.CachedTokens + reply.CacheWrite5mTokens + reply.CacheWrite1hTokens + reply.AudioInputTokens;
        var reasoning = reply.ReasoningTokens ?? WordCount.Of(reply.Reasoning);
        return new MockTokens
        {
            Input = reply.InputTokens ?? Math.Max(1, plan.Request.Facts.InputWords) + outsideInput,
            Output = reply.OutputTokens ?? Math.Max(1, plan.Choices * AnswerWords(plan)) + reasoning + reply.AudioOutputTokens,
            Cached = reply.CachedTokens,
            CacheWrite5m = reply.CacheWrite5mTokens,
            CacheWrite1h = reply.CacheWrite1hTokens,
            Reasoning = reasoning,
            AudioInput = reply.AudioInputTokens,
            AudioOutput = reply.AudioOutputTokens,
            AcceptedPrediction = reply.AcceptedPredictionTokens,
            RejectedPrediction = reply.RejectedPredictionTokens,
        };
    }

    private static long AnswerWords(ReplyPlan plan) =>
        WordCount.Of(plan.Text) + WordCount.Of(plan.Reply.Refusal) + plan.Calls.Sum(call => 1 + WordCount.Of(call.Arguments));
}
