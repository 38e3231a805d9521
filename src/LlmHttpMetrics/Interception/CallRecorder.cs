using System.Diagnostics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Interception;

/// <summary>Passes calls that have ended to their consumers, and starts the measurements that are still required.</summary>
internal sealed class CallRecorder(AttemptMetrics attempts, LateUsage late, FaultCounter faults, TimeProvider time)
{
    private readonly WallClock _wall = new(time);

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
            StartLateSpan(call, settings);
            callers.MakeCurrent();
        }

        call.Wall = _wall;
        call.Time = time;
        var figures = new CallFigures(call, time);
        PendingCounts.Need? need = null;
        if (call.Endpoint.Counted)
        {
            using RecordedCall recorded = new(new LlmRecordedCall(call.Outcome.Word, figures.Duration));
            need = Prepare(call, figures, settings, endpoint);
            call.Consumers.Completed(new CompletedCall(call, ref figures));
        }
        else
        {
            late.OnFetched(call);
            call.Consumers.Completed(new CompletedCall(call, ref figures));
        }

        StopSpan(call);
        if (call.Pending is { } pending)
        {
            StartMeasurements(call, figures, settings, pending, need, endpoint);
        }
    }

    /// <summary>Records an attempt that has ended.</summary>
    public void Attempt(CallRecord call, ClientSettings settings, string? responseModel, in Outcome outcome, TimeSpan duration)
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

    /// <summary>
    /// Sets what consumers need on the record: tags, plan and cost. Rules and prices may be code of the application; if one of them throws, only its
    /// own result is missing.
    /// </summary>
    private PendingCounts.Need? Prepare(CallRecord call, in CallFigures figures, ClientSettings settings, CountEndpoint? endpoint)
    {
        settings.Tags.Fill(call);
        call.Anomalies = CallAnomalies.Find(call, figures);
        PendingCounts.Need? need = null;
        try
        {
            need = settings.Counting.Plan(call, figures, endpoint);
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
        }

        try
        {
            if (call.Consumers.NeedsCost)
            {
                CallPricing.Price(call, figures, isUsagePending: call.AwaitsUsage || need?.IsUsage == true);
            }
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
        }

        // Consumers wait with what the measurements complete, so the number of them is known before the consumers are notified.
        var measurements = (need is not null ? 1 : 0) + (CallCounting.RunnersOf(call).Length > 0 ? 1 : 0);
        if (call.AwaitsUsage || measurements > 0)
        {
            LlmRecordedCall recorded = new(call.Outcome.Word, figures.Duration);
            call.Pending = new PendingCall(call.Consumers, recorded, call.Tags.Own.ToArray(), CallPricing.Keep(call), measurements);
        }

        return need;
    }

    private void StartMeasurements(
        CallRecord call, in CallFigures figures, ClientSettings settings, PendingCall pending, PendingCounts.Need? need, CountEndpoint? endpoint)
    {
        if (call.AwaitsUsage)
        {
            late.Expect(call, pending);
        }

        settings.Counting.Start(call, figures, pending, need, endpoint);
    }

    /// <summary>Starts a span late. Listeners to activities can throw, which affects the span, but no other measurement of the call.</summary>
    private void StartLateSpan(CallRecord call, ClientSettings settings)
    {
        try
        {
            call.Span = settings.Span.StartLate(call);
        }
        catch (Exception)
        {
            faults.Failed(Stages.Span);
        }
    }

    /// <inheritdoc cref="StartLateSpan"/>
    private void StopSpan(CallRecord call)
    {
        try
        {
            call.Span?.Stop();
        }
        catch (Exception)
        {
            faults.Failed(Stages.Span);
        }
    }
}
