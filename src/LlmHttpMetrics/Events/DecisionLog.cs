using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>Logs the decisions about each call at debug level. A logger that throws does not affect any figure of the call; the fault is counted.</summary>
internal sealed class DecisionLog(ILogger logger, FaultCounter faults)
{
    public bool IsEnabled
    {
        get
        {
            try
            {
                return logger.IsEnabled(LogLevel.Debug);
            }
            catch (Exception)
            {
                faults.Failed(Stages.Recording);
                return false;
            }
        }
    }

    /// <summary>The decisions about a call, which are also put on its event if that is enabled; null if they are neither logged nor put there.</summary>
    public CallDecisions? Begin(in CompletedCall call, LlmEvent? callEvent, bool isOnEvent)
    {
        isOnEvent &= callEvent is not null;
        if (!isOnEvent && !IsEnabled)
        {
            return null;
        }

        CallDecisions decisions = new(call.Record, call.Figures);
        if (isOnEvent)
        {
            callEvent!.Decisions = decisions.Record;
        }

        return decisions;
    }

    public void Write(CallDecisions decisions)
    {
        try
        {
            decisions.WriteTo(logger);
        }
        catch (Exception)
        {
            faults.Failed(Stages.Recording);
        }
    }
}
