using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry;

namespace LlmHttpMetrics.Interception;

/// <summary>Passes calls that have ended to their consumers, and starts the measurements that are still required.</summary>
internal sealed class CallRecorder(LateUsage late, FaultCounter faults, TimeProvider time)
{
    private readonly WallClock _wall = new(time);
    private readonly CallPreparation _preparation = new(faults);

    public FaultCounter Faults => faults;

    /// <summary>Whether the usage of an answer is still to come.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="id">The provider's id of the answer.</param>
    public bool AwaitsUsage(string provider, string id) => late.Awaits(provider, id);

    /// <summary>Records the call. The caller's activity is current meanwhile, so that exemplars refer to it.</summary>
    public void Complete(CallRecord call, ClientSettings settings, CountEndpoint? endpoint)
    {
        using CallersActivity callers = new(call.Caller);
        if (call.WantsLateSpan)
        {
            // Listeners to activities can throw, which affects the span, but no other measurement of the call.
            faults.Guard(Stages.Span, settings.Span, call, static (span, call) => call.Span = span.StartLate(call));
            callers.MakeCurrent();
        }

        call.Wall = _wall;
        call.Time = time;
        var figures = new CallFigures(call, time);
        CountNeed? need = null;
        if (call.Endpoint.Counted)
        {
            using RecordedCall recorded = new(new LlmRecordedCall(call.Outcome.Word, figures.Duration));
            need = _preparation.Prepare(call, figures, settings, endpoint);
            call.Consumers.Completed(new CompletedCall(call, ref figures));
        }
        else
        {
            late.OnFetched(call);
            call.Consumers.Completed(new CompletedCall(call, ref figures));
        }

        faults.Guard(Stages.Span, settings.Span, call, static (_, call) => call.Span?.Stop());
        if (call.Pending is { } pending)
        {
            if (call.AwaitsUsage)
            {
                late.Expect(call, pending);
            }

            settings.Counting.Start(call, figures, pending, need, endpoint);
        }
    }
}
