namespace LlmHttpMetrics.Observation.Wire;

/// <summary>What a piece of text in a body is.</summary>
internal enum TextKind : byte
{
    /// <summary>Text the caller sends: messages, instructions, prompts.</summary>
    Input,

    /// <summary>The assistant's visible text.</summary>
    Answer,

    /// <summary>The whole visible text once more, at the end of a stream; counts where no delta brought it.</summary>
    FinalAnswer,
    Reasoning,
    Refusal,
    ToolArguments,

    /// <summary>Audio or image data and transcripts: content, but no text of the answer.</summary>
    Media,

    /// <summary>The name of a message's author: it costs tokens, and is no text of the prompt.</summary>
    Name,
}
