namespace LlmHttpMetrics;

/// <summary>Text of a call that <see cref="LlmMonitoringOptions.ContentCapture"/> asked for, after redaction.</summary>
public sealed class LlmContent
{
    /// <summary>The texts that were sent (messages, instructions, prompts), one an entry. Empty where they were not asked for.</summary>
    public IReadOnlyList<string> Input { get; init => field = value ?? []; } = [];

    /// <summary>The visible answer, an entry a choice. Empty where it was not asked for.</summary>
    public IReadOnlyList<string> Output { get; init => field = value ?? []; } = [];

    /// <summary>There was more than is kept: the end is missing.</summary>
    public bool IsCut { get; init; }
}
