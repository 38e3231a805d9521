namespace LlmHttpMetrics;

/// <summary>
/// What was decided about a call and why, in addition to what is always on the event (format, strategy and its reason, tokenizer, fallback, cost and price
/// table). On the event if <see cref="LlmMonitoringOptions.RecordDecisions"/> is set.
/// </summary>
public sealed record LlmDecisions
{
    /// <summary>How provider and format were recognized: <c>host</c>, <c>own</c> (a provider of the options), <c>hint</c> or <c>payload</c>.</summary>
    public string? RecognizedBy { get; init; }

    /// <summary>Where the model was named: <c>scope</c>, <c>payload</c> or <c>path</c>; <see langword="null"/> if it was not named.</summary>
    public string? ModelFrom { get; init; }

    /// <summary>
    /// How the answer was framed: <c>json</c>, <c>json_lines</c>, <c>json_array</c>, <c>sse</c>, <c>aws_event_stream</c> or <c>unknown</c>;
    /// <see langword="null"/> if there was none.
    /// </summary>
    public string? Framing { get; init; }

    /// <summary>The state of the usage: <c>reported</c>, <c>promised</c> (a later request reports it), <c>missing</c> or <c>not_expected</c>.</summary>
    public string? Usage { get; init; }

    /// <summary>
    /// What the times are based on: <c>whole_answer</c>, <c>stream</c>, <c>no_content</c> (a stream without any) or <c>no_token_rate</c> (a stream
    /// of unknown or fewer than two output tokens).
    /// </summary>
    public string? Timing { get; init; }

    /// <summary>
    /// The source of the price: <c>provider</c> (it sent the cost), <c>table</c>, <c>missing</c> (no table has one), <c>promised</c> (a later request
    /// reports the usage) or <c>no_tokens</c> (there is nothing to price).
    /// </summary>
    public string? Price { get; init; }
}
