namespace LlmHttpMetrics;

/// <summary>
/// What becomes of calls that a neighbour measures too, such as Microsoft.Extensions.AI's <c>UseOpenTelemetry</c> or the OpenAI SDK.
/// A call is the neighbour's where the neighbour's activity is around it.
/// </summary>
public enum WhenAlreadyMeasured
{
    /// <summary>Everything is recorded, and one line a neighbour is logged. The default.</summary>
    Record,

    /// <summary>The <c>gen_ai.*</c> instruments are not recorded, which the neighbour's meter has; the <c>llm.*</c> ones and the span are.</summary>
    SkipStandard,

    /// <summary>
    /// As <see cref="SkipStandard"/>, and there is no span: <c>llm.outcome</c>, <c>http.response.status_code</c>,
    /// <c>llm.retry.number</c> and the entries of the call's scope go on the neighbour's activity.
    /// </summary>
    Enrich,
}
