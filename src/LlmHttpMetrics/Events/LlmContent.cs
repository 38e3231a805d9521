namespace LlmHttpMetrics;

/// <summary>Text of a call that <see cref="LlmMonitoringOptions.ContentCapture"/> captures, after redaction.</summary>
public sealed class LlmContent
{
    /// <summary>The texts that were sent (messages, instructions, prompts), one entry each. Empty if they are not captured.</summary>
    public IReadOnlyList<string> Input { get; init => field = value ?? []; } = [];

    /// <summary>The visible answer, one entry for each choice. Empty if it is not captured.</summary>
    public IReadOnlyList<string> Output { get; init => field = value ?? []; } = [];

    /// <summary>Whether the text was longer than the limit, so that the end is missing.</summary>
    public bool IsCut { get; init; }
}
