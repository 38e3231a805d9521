using LlmHttpMetrics.MockProviders.Requests;

namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>The figures of a reply: the configured ones, and word counts for the others.</summary>
internal static class PlannedFigures
{
    public static MockTokens Of(ReplyPlan plan)
    {
        var reply = plan.Reply;
        var cached = reply.CachedTokens + reply.CacheWrite5mTokens + reply.CacheWrite1hTokens;
        var reasoning = reply.ReasoningTokens ?? WordCount.Of(reply.Reasoning);
        return new MockTokens
        {
            Input = reply.InputTokens ?? InputWords(plan, cached) + reply.AudioInputTokens,
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

    /// <summary>
    /// Cached tokens are part of the request, as with the providers. A request that is too short for them is assumed to have been longer, so that a
    /// test does not have to send a thousand words to have a thousand cached.
    /// </summary>
    private static long InputWords(ReplyPlan plan, long cached)
    {
        var words = Math.Max(1, plan.Request.Facts.InputWords);
        return words > cached ? words : words + cached;
    }

    private static long AnswerWords(ReplyPlan plan) =>
        WordCount.Of(plan.Text) + WordCount.Of(plan.Reply.Refusal) + plan.Calls.Sum(call => 1 + WordCount.Of(call.Arguments));
}
