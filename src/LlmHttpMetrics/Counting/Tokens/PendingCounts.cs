using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Text;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Takes off the record of a call what its tokens are counted from.</summary>
internal static class PendingCounts
{
    /// <summary>Creates the count of a call.</summary>
    public static PendingCount Of(CallRecord call, PendingCall pending, CountNeed need, CountingSettings settings, CountEndpoint? endpoint)
    {
        var isBodyCut = call.RequestBody?.IsCut == true;
        var model = call.ResponseModel ?? call.RequestModel;
        var frame = RequestFrame.Of(call.Endpoint.Format, call.Request, model);
        return new PendingCount
        {
            Call = pending,
            Settings = settings,
            Plan = (StrategyPlan)call.Plan!,
            Provider = call.Endpoint.Provider,
            Model = model,
            Tokenizer = call.Plan!.Tokenizer,
            Frame = frame,
            OutputMethod = AnswerCountMethod.Of(call, frame),
            Reported = need.Reported,
            Anomalies = call.Anomalies,
            InputShape = call.Request is { } request ? CallShapes.OfRequest(request) : CallShape.Plain,
            OutputShape = CallShapes.OfAnswer(call),
            InputAmount = TextAmount.OfRequest(call.RequestText.Tally),
            OutputAmount = TextAmount.OfAnswer(call.ResponseText?.Tally),
            InputCapacity = call.RequestText.InputCapacity,
            OutputCapacity = call.ResponseText?.OutputCapacity ?? default,
            HasAnswer = call.Response is not null,
            Input = call.RequestText.TakeHeld(),
            Output = call.ResponseText?.TakeHeld(),
            Endpoint = endpoint,
            PathModel = call.Endpoint.PathModel,
            IsBodyCut = isBodyCut,
            Body = need.IsUsage ? call.TakeBody() : null,
        };
    }
}
