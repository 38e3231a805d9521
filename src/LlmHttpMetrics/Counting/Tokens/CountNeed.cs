using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting.Learning;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>Decides whether the tokens of a call are to be counted.</summary>
/// <param name="Reported">The provider's figures, if the call is counted in order to learn from them.</param>
internal readonly record struct CountNeed(ReportedTokens? Reported)
{
    /// <summary>Whether the provider has sent no figures, so that the count replaces them.</summary>
    public bool IsUsage => Reported is null;

    /// <summary>
    /// Whether the tokens of a call are to be counted: its provider sent none and its plan requires them, or there is something to learn from those
    /// that it sent. Null if they are not.
    /// </summary>
    public static CountNeed? Of(CallRecord call, in CallFigures figures, CountingSettings settings, bool mayAskProvider, SamplePlan samples)
    {
        if (call.Plan?.CountsTokens != true)
        {
            return null;
        }

        if (HasUncountedTokens(call, figures))
        {
            return settings.CountsLocally || mayAskProvider ? new CountNeed(Reported: null) : null;
        }

        return IsCompared(call, settings, samples) && CanLearnFrom(call, figures)
            ? new CountNeed(new ReportedTokens(figures.Input, figures.Output, figures.Reasoning ?? 0))
            : null;
    }

    /// <summary>A server that has begun to answer has read the request, however the call then ended.</summary>
    private static bool HasUncountedTokens(CallRecord call, in CallFigures figures) =>
        call.Endpoint.Counted && call.Endpoint.Format.ReportsUsage && figures.Input is null && figures.Output is null
        && call.IsAnswered && !call.AwaitsUsage;

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
