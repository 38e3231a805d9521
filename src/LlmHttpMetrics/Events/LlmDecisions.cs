namespace LlmHttpMetrics;

/// <summary>
/// What was decided about a call and why, beside what the event says anyway (format, strategy and its reason, tokenizer, fallback, cost and price table).
/// On the
/// event where <see cref="LlmMonitoringOptions.RecordDecisions"/> asks for it.
/// </summary>
public sealed record LlmDecisions
{
    /// <summary>By what provider and format were recognised: <c>host</c>, <c>own</c> (a provider of the options), <c>hint</c> or <c>payload</c>.</summary>
    public string? RecognizedBy { get; init; }

    /// <summary>Who named the model: <c>scope</c>, <c>payload</c> or <c>path</c>; <see langword="null"/> where nobody did.</summary>
    public string? ModelFrom { get; init; }

    /// <summary>
    /// How the answer was framed: <c>json</c>, <c>json_lines</c>, <c>json_array</c>, <c>sse</c>, <c>aws_event_stream</c> or <c>unknown</c>;
    /// <see langword="null"/> where none came.
    /// </summary>
    public string? Framing { get; init; }

    /// <summary>What became of the usage: <c>reported</c>, <c>promised</c> (a later fetch brings it), <c>missing</c> or <c>not_expected</c>.</summary>
    public string? Usage { get; init; }

    /// <summary>
    /// What the times rest on: <c>whole_answer</c>, <c>stream</c>, <c>no_content</c> (a stream without any) or <c>no_token_rate</c> (a stream
    /// of unknown or fewer than two output tokens).
    /// </summary>
    public string? Timing { get; init; }

    /// <summary>
    /// Who named the price: <c>provider</c> (it sent the cost), <c>table</c>, <c>missing</c> (no table has one), <c>promised</c> (a later fetch
    /// brings the usage) or <c>no_tokens</c> (there is nothing to price).
    /// </summary>
    public string? Price { get; init; }
}
