namespace LlmHttpMetrics.Measurement;

/// <summary>Values of <c>llm.fallback.reason</c>.</summary>
internal static class FallbackReasons
{
    /// <summary>The call's scope names a strategy that is not known.</summary>
    public const string UnknownStrategy = "unknown_strategy";

    /// <summary>No tokenizer is known for the model.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>The tokenizer threw.</summary>
    public const string TokenizerFailed = "tokenizer_failed";

    /// <summary>The count did not come in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Too many calls wait for their count.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>Some of the text could not be held, and is taken to be like the rest.</summary>
    public const string TextTooLong = "text_too_long";
}
