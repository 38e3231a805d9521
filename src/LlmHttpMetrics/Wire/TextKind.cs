namespace LlmHttpMetrics.Wire;

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

    /// <summary>The JSON of the tools that the model may call.</summary>
    Tools,

    /// <summary>The JSON that says which tool it has to call.</summary>
    ToolChoice,

    /// <summary>The JSON of the calls in a message of the assistant.</summary>
    ToolCalls,

    /// <summary>The JSON of the schema that the answer has to follow.</summary>
    AnswerSchema,

    /// <summary>Reasoning under another name beside its text (OpenRouter's <c>reasoning_details</c>): content that is not counted once more.</summary>
    ReasoningDetail,

    /// <summary>How many kinds there are.</summary>
    Count,
}
