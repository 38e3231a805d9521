using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Interception;

/// <summary>Records the attempts of calls that handlers between our two layers make.</summary>
internal sealed class AttemptRecorder(AttemptMetrics attempts)
{
    /// <summary>Records an attempt that has ended.</summary>
    public void Record(CallRecord call, ClientSettings settings, string? responseModel, in Outcome outcome, TimeSpan duration)
    {
        if (!attempts.IsEnabled)
        {
            return;
        }

        using CallersActivity callers = new(call.Caller);
        var tags = new TagSet();
        settings.Tags.Fill(tags, call, responseModel);
        attempts.Record(tags, settings.Tags.ErrorType(outcome), outcome, duration);
    }
}
