using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting;

/// <summary>Decides which calls have tokens to be counted.</summary>
internal static class TokenDemands
{
    /// <summary>There are tokens to be counted: the provider has told none, and the plan asks for them.</summary>
    public static bool Has(CallRecord call, in CallFigures figures) =>
        call.Plan?.CountsTokens == true && (call.Settings.CountsLocally || call.CountEndpoint is not null) && BearsUncounted(call, figures);

    /// <summary>What is to be counted of a call; null where its provider has told and nothing is to be learned from it, or its plan asks for nothing.</summary>
    public static TokenDemand? Of(CallRecord call, in CallFigures figures, LlmEvent? callEvent, SamplePlan samples)
    {
        if (call.Plan?.CountsTokens != true)
        {
            return null;
        }

        ReportedTokens? reported = null;
        if (!BearsUncounted(call, figures))
        {
            if (!IsCompared(call, call.Plan, samples) || !CanTeach(call, figures))
            {
                return null;
            }

            reported = new(figures.Input, figures.Output, figures.Reasoning ?? 0);
        }
        else if (!(call.Settings.CountsLocally || call.CountEndpoint is not null))
        {
            return null;
        }

        var isBodyCut = call.RequestBody?.IsCut == true;
        var model = call.ResponseModel ?? call.RequestModel;
        var frame = RequestFrame.Of(call.Endpoint.Format, call.Request, model);
        return new TokenDemand
        {
            Settings = call.Settings,
            Plan = call.Plan!,
            Priced = CostRecording.Of(call),
            Provider = call.Endpoint.Provider,
            Model = model,
            Tokenizer = call.Plan!.Tokenizer,
            Frame = frame,
            OutputMethod = OutputMethod(call, frame),
            Reported = reported,
            Anomalies = call.Anomalies,
            InputShape = call.Request is { } request ? InputShape(request) : CallShape.Plain,
            OutputShape = OutputShape(call),
            InputAmount = TextAmount.OfRequest(call.RequestText.Tally),
            OutputAmount = TextAmount.OfAnswer(call.ResponseText?.Tally),
            InputCapacity = call.RequestText.Capacity?.Input ?? default,
            OutputCapacity = call.ResponseText?.Capacity?.Output ?? default,
            HasAnswer = call.Response is not null,
            Tags = call.Tags.Own.ToArray(),
            Call = new LlmRecordedCall(call.Outcome.Word, figures.Duration),
            Event = callEvent,
            Statistics = call.Statistics,
            Input = call.RequestText.TakeHeld(),
            Output = call.ResponseText?.TakeHeld(),
            Endpoint = call.CountEndpoint,
            PathModel = call.Endpoint.PathModel,
            IsBodyCut = isBodyCut,
            Body = reported is null ? call.TakeBody() : null,
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

    /// <summary>Both kinds of figures are wanted, or it is one of the calls that teach.</summary>
    private static bool IsCompared(CallRecord call, StrategyPlan plan, SamplePlan samples) =>
        (call.Settings.Compares && plan.CountsCapacity)
        || (call.Settings.Learns && samples.Wants(call.Endpoint.Provider, call.ResponseModel ?? call.RequestModel ?? "", call.Settings.Learning));

    /// <summary>Text and figures of a call that has come to its end, all of it held.</summary>
    private static bool CanTeach(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && (figures.Input ?? figures.Output) is not null && call.Outcome.Word is LlmOutcomes.Completed or LlmOutcomes.Length
        && call.Operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion or Operations.Embeddings
        && call.Request is not null && !call.RequestText.IsCut && call.ResponseText?.IsCut != true;

    /// <summary>Whether the request is text alone. What it refers to is not in it.</summary>
    public static CallShape InputShape(RequestReader request)
    {
        var refers = request.Word(RequestParameter.PreviousResponseId) is not null || request.Word(RequestParameter.ConversationId) is not null;
        return refers || request.HasJson || request.Shape.HasExtras || request.Images.Length > 0 ? CallShape.Extras : CallShape.Plain;
    }

    private static CallShape OutputShape(CallRecord call) =>
        (call.Response?.Facts is { } facts && facts.ToolCalls + facts.HostedToolCalls > 0 ? CallShape.Extras : CallShape.Plain)
        | (call.ResponseText?.Tally.Bytes(TextKind.Reasoning) > 0 ? CallShape.Reasoning : CallShape.Plain);
}
