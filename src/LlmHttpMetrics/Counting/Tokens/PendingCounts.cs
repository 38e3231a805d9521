using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Vocabulary;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Decides which calls have tokens to be counted.</summary>
internal static class PendingCounts
{
    /// <summary>How the tokens of a call are to be counted, once it is known that they are.</summary>
    internal readonly record struct Need(ReportedTokens? Reported)
    {
        /// <summary>Whether the provider has sent no figures, so that the count replaces them.</summary>
        public bool IsUsage => Reported is null;
    }

    /// <summary>
    /// Whether the tokens of a call are to be counted: its provider sent none and its plan requires them, or there is something to learn from those
    /// that it sent. Null if they are not.
    /// </summary>
    public static Need? NeedOf(CallRecord call, in CallFigures figures, CountingSettings settings, bool mayAskProvider, SamplePlan samples)
    {
        if (call.Plan?.CountsTokens != true)
        {
            return null;
        }

        if (HasUncountedTokens(call, figures))
        {
            return settings.CountsLocally || mayAskProvider ? new Need(Reported: null) : null;
        }

        return IsCompared(call, settings, samples) && CanLearnFrom(call, figures)
            ? new Need(new ReportedTokens(figures.Input, figures.Output, figures.Reasoning ?? 0))
            : null;
    }

    /// <summary>Creates the count of a call. Takes the text off its record.</summary>
    public static PendingCount Of(CallRecord call, PendingCall pending, Need need, CountingSettings settings, CountEndpoint? endpoint)
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
            OutputMethod = OutputMethod(call, frame),
            Reported = need.Reported,
            Anomalies = call.Anomalies,
            InputShape = call.Request is { } request ? CallShapes.OfRequest(request) : CallShape.Plain,
            OutputShape = CallShapes.OfAnswer(call),
            InputAmount = TextAmount.OfRequest(call.RequestText.Tally),
            OutputAmount = TextAmount.OfAnswer(call.ResponseText?.Tally),
            InputCapacity = call.RequestText.Capacity?.Input ?? default,
            OutputCapacity = call.ResponseText?.Capacity?.Output ?? default,
            HasAnswer = call.Response is not null,
            Input = call.RequestText.TakeHeld(),
            Output = call.ResponseText?.TakeHeld(),
            Endpoint = endpoint,
            PathModel = call.Endpoint.PathModel,
            IsBodyCut = isBodyCut,
            Body = need.IsUsage ? call.TakeBody() : null,
        };
    }

    /// <summary>Output that a model generates and does not send, or sends in a form of its own, is counted by the text that was received.</summary>
    private static CountMethod OutputMethod(CallRecord call, in RequestFrame frame)
    {
        var text = call.ResponseText?.Tally;
        var isMoreThanText = frame.Rules?.HidesOutput == true || call.Response?.Facts is { ToolCalls: > 0 } or { HostedToolCalls: > 0 };
        return isMoreThanText || text?.Bytes(TextKind.Reasoning) > 0 || text?.Bytes(TextKind.ToolArguments) > 0 || text?.Bytes(TextKind.Media) > 0
            ? CountMethod.Estimate
            : CountMethod.Exact;
    }

    /// <summary>A server that has begun to answer has read the request, however the call then ended.</summary>
    private static bool HasUncountedTokens(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && call.Endpoint.Format.ReportsUsage && figures.Input is null && figures.Output is null
        && call.Status is >= 200 and < 300 && call.Outcome.Word != LlmOutcomes.Error && !call.AwaitsUsage;

    /// <summary>Whether both kinds of figures are wanted, or the call was selected for learning.</summary>
    private static bool IsCompared(CallRecord call, CountingSettings settings, SamplePlan samples) =>
        (settings.Compares && call.Plan!.CountsCapacity)
        || (settings.Learns && samples.IsSelected(call.Endpoint.Provider, call.ResponseModel ?? call.RequestModel ?? "", settings.Learning));

    /// <summary>Whether there are text and figures of a completed call, and all text is held.</summary>
    private static bool CanLearnFrom(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && (figures.Input ?? figures.Output) is not null && call.Outcome.Word is LlmOutcomes.Completed or LlmOutcomes.Length
        && call.Operation is Operations.Chat or Operations.GenerateContent or Operations.TextCompletion or Operations.Embeddings
        && call.Request is not null && !call.RequestText.IsCut && call.ResponseText?.IsCut != true;
}
