using LlmHttpMetrics.Measurement.Tokens;

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

        return new TokenDemand
        {
            Settings = call.Settings,
            Plan = call.Plan,
            Provider = call.Endpoint.Provider,
            Model = call.ResponseModel ?? call.RequestModel,
            Tokenizer = call.Plan.Tokenizer,
            Frame = RequestFrame.Of(call.Endpoint.Format, call.Request),
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

    /// <summary>A server that has begun to answer has read the request, however the call then ended.</summary>
    private static bool BearsUncounted(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && call.Endpoint.Format.BearsTokens && figures.Input is null && figures.Output is null
        && call.Status is >= 200 and < 300 && call.Outcome.Word != LlmOutcomes.Error && !call.AwaitsUsage;
}
