using LlmHttpMetrics.MockProviders.Serving;

namespace LlmHttpMetrics.MockProviders.Anthropic;

/// <summary>Anthropic's stop reasons, which include a refusal.</summary>
internal static class StopReason
{
    public static bool IsRefusal(ReplyPlan plan) => plan.Reply.Refusal is not null || plan.Finish == MockFinish.ContentFilter;

    public static string Of(ReplyPlan plan) => plan.Reply.RawFinishReason ?? plan.Finish switch
    {
        _ when IsRefusal(plan) => "refusal",
        MockFinish.Length => "max_tokens",
        MockFinish.ToolCalls => "tool_use",
        _ => "end_turn",
    };

    public static LedgerOutcome Outcome(ReplyPlan plan) => IsRefusal(plan) ? LedgerOutcome.ContentFilter : FinishOutcome.Of(plan.Finish);
}
