namespace LlmHttpMetrics;

/// <summary>What a text of the model's is.</summary>
public enum LlmOutputKind
{
    /// <summary>The visible text of the answer.</summary>
    Answer = 0,

    /// <summary>Reasoning, where it is sent.</summary>
    Reasoning = 1,

    /// <summary>The text of a refusal.</summary>
    Refusal = 2,

    /// <summary>The arguments of a tool call.</summary>
    ToolArguments = 3,
}
