using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>Starts the measurements of calls by strategies of the application.</summary>
internal sealed class StrategyMeasurements(CountingSettings settings, OpenMeasurements open, FaultCounter faults, TimeProvider time, ILogger logger)
{
    /// <summary>The application's strategies that measure the call.</summary>
    public static StrategyRunner[] RunnersOf(CallRecord call) => call.Plan is StrategyPlan plan ? plan.Own : [];

    /// <summary>Starts to measure a call, if a strategy of the application does.</summary>
    public void Start(CallRecord call, in CallFigures figures, PendingCall pending)
    {
        var runners = RunnersOf(call);
        if (runners.Length == 0)
        {
            return;
        }

        var input = call.RequestText.ShareHeld();
        var output = call.ResponseText?.ShareHeld();
        StrategyMeasurement measurement = new()
        {
            Pending = pending,
            Settings = settings,
            Faults = faults,
            Time = time,
            Logger = logger,
            List = open,
            Call = Describe(call, figures, isCut: input?.IsCut == true || output?.IsCut == true),
            Input = input,
            Output = output,
        };
        measurement.Start(runners);
    }

    private static LlmMeasuredCall Describe(CallRecord call, in CallFigures figures, bool isCut) => new()
    {
        Provider = call.Endpoint.Provider,
        Operation = call.Operation,
        RequestModel = call.RequestModel,
        ResponseModel = call.ResponseModel,
        Outcome = call.Outcome.Word,
        Streamed = figures.Streamed,
        Call = call.Call,
        InputTokens = figures.Input,
        OutputTokens = figures.Output,
        InputBytes = call.RequestText.Tally.Bytes(TextKind.Input),
        OutputBytes = TextAmount.OfAnswer(call.ResponseText?.Tally).Bytes,
        IsTextCut = isCut,
    };
}
