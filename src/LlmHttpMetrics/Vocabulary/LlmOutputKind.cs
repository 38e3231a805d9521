namespace LlmHttpMetrics;

/// <summary>The kind of a text that a model generated.</summary>
public enum LlmOutputKind
{
    /// <summary>The visible text of the answer.</summary>
    Answer = 0,

    /// <summary>Reasoning, if the provider sends it.</summary>
    Reasoning = 1,

    /// <summary>The text of a refusal.</summary>
    Refusal = 2,

    /// <summary>The arguments of a tool call.</summary>
    ToolArguments = 3,
}
