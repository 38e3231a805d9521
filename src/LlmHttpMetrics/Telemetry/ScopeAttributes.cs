using System.Diagnostics;
using LlmHttpMetrics.Calls;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Sets the attributes of a span that the caller provided for the call.</summary>
internal static class ScopeAttributes
{
    public static void Set(Activity span, CallRecord call)
    {
        span.SetKnown(LlmTagNames.RetryNumber, (long?)call.RetryNumber);
        if (call.Call is not { } info)
        {
            return;
        }

        span.SetKnown(LlmTagNames.CallOperation, info.OperationName);
        span.SetKnown(LlmTagNames.SessionId, info.SessionId);
        span.SetKnown(LlmTagNames.UserId, info.UserId);
        span.SetKnown(LlmTagNames.Feature, info.Feature);
        span.SetKnown(LlmTagNames.FeatureVersion, info.FeatureVersion);
        span.SetKnown(LlmTagNames.PromptVersion, info.PromptVersion);
        span.SetKnown(LlmTagNames.Experiment, info.Experiment);
        span.SetKnown(LlmTagNames.Variant, info.Variant);
        foreach (var (name, value) in info.Tags)
        {
            span.SetTag(name, value);
        }
    }
}
