namespace LlmHttpMetrics.Wire;

/// <summary>The kind of a piece of text in a body.</summary>
internal enum TextKind : byte
{
    /// <summary>Text that the caller sends: messages, instructions, prompts.</summary>
    Input,

    /// <summary>The assistant's visible text.</summary>
    Answer,

    /// <summary>The whole visible text, repeated at the end of a stream; used if there were no deltas.</summary>
    FinalAnswer,
    Reasoning,
    Refusal,
    ToolArguments,

    /// <summary>Audio or image data and transcripts: content, but not text of the answer.</summary>
    Media,

    /// <summary>The author's name of a message: it costs tokens, but is not text of the prompt.</summary>
    Name,

    /// <summary>The JSON of the tools that the model may call.</summary>
    Tools,

    /// <summary>The JSON that specifies which tool the model has to call.</summary>
    ToolChoice,

    /// <summary>The JSON of the tool calls in an assistant message.</summary>
    ToolCalls,

    /// <summary>The JSON schema that the answer has to follow.</summary>
    AnswerSchema,

    /// <summary>Reasoning in another member beside its text (OpenRouter's <c>reasoning_details</c>): content that is not counted twice.</summary>
    ReasoningDetail,

    /// <summary>The number of kinds.</summary>
    Count,
}
