namespace LlmHttpMetrics.Counting.CountEndpoints;

/// <summary>The result of asking a count endpoint.</summary>
/// <param name="Tokens">The count; null if there is none.</param>
/// <param name="Reason">Why there is no count, a value of <c>llm.fallback.reason</c>.</param>
internal readonly record struct CountAnswer(long? Tokens, string? Reason)
{
    /// <summary>What went wrong, for the log: a status or the name of an exception, never text from the endpoint.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the endpoint works but refused to count this request.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>How long the endpoint asks not to be called.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static CountAnswer Unsuitable => new(null, FallbackReasons.CountApiUnsuitable);

    public static CountAnswer Limited => new(null, FallbackReasons.CountApiLimited);

    public static CountAnswer TimedOut => new(null, FallbackReasons.CountApiTimeout) { Fault = "timeout" };

    public static CountAnswer Failed(string fault) => new(null, FallbackReasons.CountApiFailed) { Fault = fault };

    public static CountAnswer Implausible(string fault) => new(null, FallbackReasons.CountApiImplausible) { Fault = fault };
}
