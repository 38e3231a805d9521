using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>How accurately the answer of a call can be counted.</summary>
internal static class AnswerCountMethod
{
    /// <summary>Output that a model generates and does not send, or sends in a form of its own, is counted by the text that was received.</summary>
    public static CountMethod Of(CallRecord call, in RequestFrame frame)
    {
        var text = call.ResponseText?.Tally;
        var isMoreThanText = frame.Rules?.HidesOutput == true || call.Response?.Facts is { ToolCalls: > 0 } or { HostedToolCalls: > 0 };
        return isMoreThanText || text?.Bytes(TextKind.Reasoning) > 0 || text?.Bytes(TextKind.ToolArguments) > 0 || text?.Bytes(TextKind.Media) > 0
            ? CountMethod.Estimate
            : CountMethod.Exact;
    }
}
