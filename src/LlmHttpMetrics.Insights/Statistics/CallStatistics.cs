using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Hands calls that have ended to the statistics and to the health of their provider, at once and not by the queue of events.</summary>
internal sealed class CallStatistics(LlmInstruments instruments, LlmStatistics? statistics, TimeProvider time, bool healthIsAsked)
{
    /// <summary>Calls are to be measured for these, though nobody listens.</summary>
    public bool IsWanted { get; } = statistics is not null || healthIsAsked;

    /// <summary>A fault here costs its figures and not those of the meters.</summary>
    public void Record(CallRecord call, in CallFigures figures, string clientName)
    {
        try
        {
            instruments.Health.Record(call.Endpoint.Provider, call.Outcome.Word, time, call.Ended);
            if (statistics is not null)
            {
                call.Statistics = statistics.Record(SampleOf(call, figures, clientName));
            }
        }
        catch (Exception)
        {
            instruments.Failed(Stages.Statistics);
        }
    }

    private static CallSample SampleOf(CallRecord call, in CallFigures figures, string clientName) => new()
    {
        Provider = call.Endpoint.Provider,
        Model = call.RequestModel ?? call.ResponseModel,
        Operation = call.Operation,
        ClientName = clientName,
        Scope = call.Call,
        Outcome = call.Outcome.Word,
        ErrorType = call.Outcome.ErrorType,
        Duration = figures.Duration,
        TimeToFirstToken = figures.TimeToFirstToken,
        Tokens = new(figures.Input, figures.Output, figures.Cached, figures.CacheWrite, figures.Reasoning),
        IsUsageMissing = figures.UsageMissing,
    };
}
