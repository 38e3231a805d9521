namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.fallback.reason</c>.</summary>
internal static class FallbackReasons
{
    /// <summary>The call's scope names an unknown strategy.</summary>
    public const string UnknownStrategy = "unknown_strategy";

    /// <summary>The call's scope names an unknown tokenizer.</summary>
    public const string UnknownTokenizer = "unknown_tokenizer";

    /// <summary>A custom strategy threw an exception.</summary>
    public const string StrategyFailed = "strategy_failed";

    /// <summary>A custom strategy failed or was late before, and is not called any more.</summary>
    public const string StrategyCutOff = "strategy_cut_off";

    /// <summary>The model has no known tokenizer.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>The tokenizer threw an exception.</summary>
    public const string TokenizerFailed = "tokenizer_failed";

    /// <summary>The count, or the values of a custom strategy, did not arrive in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Too many calls are waiting for their count or for a custom strategy.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>
    /// Some of the text could not be buffered and is assumed to be like the rest; or the request could not be buffered, so that its provider
    /// could not count it.
    /// </summary>
    public const string TextTooLong = "text_too_long";

    /// <summary>The count endpoint could not be reached, or answered with an error.</summary>
    public const string CountApiFailed = "count_api_failed";

    /// <summary>The count endpoint's answer did not come in time.</summary>
    public const string CountApiTimeout = "count_api_timeout";

    /// <summary>
    /// The count endpoint is not called now: its rate limit is used up, too many calls are waiting for it, or it is paused after failures.
    /// </summary>
    public const string CountApiLimited = "count_api_limited";

    /// <summary>The count endpoint's answer has no figure, or one that cannot be right.</summary>
    public const string CountApiImplausible = "count_api_implausible";

    /// <summary>The request has content that the count endpoint does not accept, or that is not sent twice.</summary>
    public const string CountApiUnsuitable = "count_api_unsuitable";
}
