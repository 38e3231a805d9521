using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Calls.Anomalies;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Custom;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Interception;

/// <summary>Completes the record of a call that has ended, before its consumers get it.</summary>
internal sealed class CallPreparation(FaultCounter faults)
{
    /// <summary>
    /// Sets what consumers need on the record: tags, plan and cost. Rules and prices may be code of the application; if one of them throws, only its
    /// own result is missing.
    /// </summary>
    /// <returns>How the tokens of the call are to be counted; null if they are not.</returns>
    public CountNeed? Prepare(CallRecord call, in CallFigures figures, ClientSettings settings, CountEndpoint? endpoint)
    {
        settings.Tags.Fill(call);
        call.Anomalies = CallAnomalies.Find(call, figures);
        CountNeed? need = null;
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
        var measurements = (need is not null ? 1 : 0) + (StrategyMeasurements.RunnersOf(call).Length > 0 ? 1 : 0);
        if (call.AwaitsUsage || measurements > 0)
        {
            LlmRecordedCall recorded = new(call.Outcome.Word, figures.Duration);
            call.Pending = new PendingCall(call.Consumers, recorded, call.Tags.Own.ToArray(), CallPricing.Keep(call), measurements);
        }

        return need;
    }
}
