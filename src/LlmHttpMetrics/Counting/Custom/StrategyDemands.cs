using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting.Custom;

/// <summary>Decides which calls strategies of the user's measure.</summary>
internal static class StrategyDemands
{
    /// <summary>What they are to measure of a call; null where its plan names none.</summary>
    public static StrategyDemand? Of(
        CallRecord call, in CallFigures figures, LlmEvent? callEvent, LlmInstruments instruments, EventQueue? events, TimeProvider time, ILogger logger)
    {
        if (call.Plan is not { Own.Length: > 0 })
        {
            return null;
        }

        var input = call.RequestText.ShareHeld();
        var output = call.ResponseText?.ShareHeld();
        return new StrategyDemand
        {
            Settings = call.Settings,
            Instruments = instruments,
            Time = time,
            Logger = logger,
            Call = Describe(call, figures, isCut: input?.IsCut == true || output?.IsCut == true),
            Input = input,
            Output = output,
            Tags = call.Tags.Own.ToArray(),
            Event = callEvent,
            Events = events,
            Statistics = call.Statistics,
        };
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
