using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>Whether a stream of Chat Completions or Completions ends with a usage chunk.</summary>
internal static class StreamUsage
{
    public static bool IsSent(ReplyPlan plan) => plan.Reply.SendUsage switch
    {
        SendUsage.Always => true,
        SendUsage.Never => false,
        _ => plan.Request.IncludeUsage,
    };
}
