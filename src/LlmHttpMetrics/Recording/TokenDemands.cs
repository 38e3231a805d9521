using LlmHttpMetrics.Measurement.Tokens;
using LlmHttpMetrics.Observation.Wire;

namespace LlmHttpMetrics.Recording;

/// <summary>Decides which calls have tokens to be counted.</summary>
internal static class TokenDemands
{
    /// <summary>What is to be counted of a call; null where its provider has told, or its plan asks for nothing.</summary>
    public static TokenDemand? Of(CallRecord call, in CallFigures figures, LlmEvent? callEvent)
    {
        if (call.Plan?.CountsTokens != true || !(call.Settings.CountsLocally || call.CountEndpoint is not null) || !BearsUncounted(call, figures))
        {
            return null;
        }

        var isBodyCut = call.RequestBody?.IsCut == true;
        var model = call.ResponseModel ?? call.RequestModel;
        var frame = RequestFrame.Of(call.Endpoint.Format, call.Request, model);
        return new TokenDemand
        {
            Settings = call.Settings,
            Plan = call.Plan,
            Provider = call.Endpoint.Provider,
            Model = model,
            Tokenizer = call.Plan.Tokenizer,
            Frame = frame,
            OutputMethod = OutputMethod(call, frame),
            InputAmount = TextAmount.OfRequest(call.RequestText.Tally),
            OutputAmount = TextAmount.OfAnswer(call.ResponseText?.Tally),
            InputCapacity = call.RequestText.Capacity?.Input ?? default,
            OutputCapacity = call.ResponseText?.Capacity?.Output ?? default,
            HasAnswer = call.Response is not null,
            Tags = call.Tags.Own.ToArray(),
            Event = callEvent,
            Input = call.RequestText.TakeHeld(),
            Output = call.ResponseText?.TakeHeld(),
            Endpoint = call.CountEndpoint,
            PathModel = call.Endpoint.PathModel,
            IsBodyCut = isBodyCut,
            Body = call.TakeBody(),
        };
    }

    /// <summary>What a model writes and does not send, or sends in a form of its own, is counted by the text that came.</summary>
    private static CountMethod OutputMethod(CallRecord call, in RequestFrame frame)
    {
        var text = call.ResponseText?.Tally;
        var isMoreThanText = frame.Rules?.HidesOutput == true || call.Response?.Facts is { ToolCalls: > 0 } or { HostedToolCalls: > 0 };
        return isMoreThanText || text?.Bytes(TextKind.Reasoning) > 0 || text?.Bytes(TextKind.ToolArguments) > 0 || text?.Bytes(TextKind.Media) > 0
            ? CountMethod.Estimate
            : CountMethod.Exact;
    }

    /// <summary>A server that has begun to answer has read the request, however the call then ended.</summary>
    private static bool BearsUncounted(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && call.Endpoint.Format.BearsTokens && figures.Input is null && figures.Output is null
        && call.Status is >= 200 and < 300 && call.Outcome.Word != LlmOutcomes.Error && !call.AwaitsUsage;
}
