namespace LlmHttpMetrics.Wire;

/// <summary>The usage figures that providers send, in tokens.</summary>
internal enum Figure : byte
{
    Input,
    Output,
    Total,
    CachedInput,
    CacheWrite,
    CacheWrite5Minutes,
    CacheWrite1Hour,
    Reasoning,

    /// <summary>Tokens that the provider's own tools add to the prompt; not part of the input.</summary>
    ToolUseInput,
    InputText,
    InputAudio,
    InputImage,
    OutputText,
    OutputAudio,
    OutputImage,
    AcceptedPrediction,
    RejectedPrediction,
    CachedText,
    CachedAudio,
    CachedImage,
    Count,
}
