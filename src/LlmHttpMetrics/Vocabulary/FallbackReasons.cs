namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.fallback.reason</c>.</summary>
internal static class FallbackReasons
{
    /// <summary>The call's scope names a strategy that is not known.</summary>
    public const string UnknownStrategy = "unknown_strategy";

    /// <summary>The call's scope names a tokenizer that is not known.</summary>
    public const string UnknownTokenizer = "unknown_tokenizer";

    /// <summary>A strategy of the user's threw.</summary>
    public const string StrategyFailed = "strategy_failed";

    /// <summary>A strategy of the user's has thrown or been late before, and is not asked.</summary>
    public const string StrategyCutOff = "strategy_cut_off";

    /// <summary>No tokenizer is known for the model.</summary>
    public const string UnknownModel = "unknown_model";

    /// <summary>The tokenizer threw.</summary>
    public const string TokenizerFailed = "tokenizer_failed";

    /// <summary>The count, or the values of a strategy of the user's, did not come in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Too many calls wait for their count, or for a strategy of the user's.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>Some of the text could not be held, and is taken to be like the rest; or the request, so that its provider could not count it.</summary>
    public const string TextTooLong = "text_too_long";

    /// <summary>The count endpoint could not be reached, or answered with an error.</summary>
    public const string CountApiFailed = "count_api_failed";

    /// <summary>The count endpoint's answer did not come in time.</summary>
    public const string CountApiTimeout = "count_api_timeout";

    /// <summary>The count endpoint is not asked now: its rate is used up, too many calls wait for it, or it is left alone after failures.</summary>
    public const string CountApiLimited = "count_api_limited";

    /// <summary>The count endpoint's answer is none, or a figure that cannot be.</summary>
    public const string CountApiImplausible = "count_api_implausible";

    /// <summary>The request holds what the count endpoint does not take, or what is not sent twice.</summary>
    public const string CountApiUnsuitable = "count_api_unsuitable";
}
