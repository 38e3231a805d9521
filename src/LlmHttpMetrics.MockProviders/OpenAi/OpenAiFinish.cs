using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>The finish reasons of Chat Completions and Completions.</summary>
internal static class OpenAiFinish
{
    public static string Of(ReplyPlan plan) => plan.Reply.RawFinishReason ?? plan.Finish switch
    {
        MockFinish.Length => "length",
        MockFinish.ContentFilter => "content_filter",
        MockFinish.ToolCalls => "tool_calls",
        _ => "stop",
    };
}
