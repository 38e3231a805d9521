namespace LlmHttpMetrics;

/// <summary>
/// What happens with calls that other instrumentation measures too, such as Microsoft.Extensions.AI's <c>UseOpenTelemetry</c> or the OpenAI SDK.
/// A call counts as measured if an activity of that instrumentation encloses it.
/// </summary>
public enum WhenAlreadyMeasured
{
    /// <summary>Everything is recorded, and each other instrumentation is logged once. The default.</summary>
    Record,

    /// <summary>
    /// The <c>gen_ai.*</c> instruments are not recorded, since the other meter has them; the <c>llm.*</c> instruments and the span are.
    /// </summary>
    SkipStandard,

    /// <summary>
    /// As <see cref="SkipStandard"/>, but without a span: <c>llm.outcome</c>, <c>http.response.status_code</c>, <c>llm.retry.number</c> and the
    /// entries of the call's scope are set on the activity of the other instrumentation.
    /// </summary>
    Enrich,
}
