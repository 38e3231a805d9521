namespace LlmHttpMetrics.Measurement;

/// <summary>Values of <c>llm.fallback.reason</c>.</summary>
internal static class FallbackReasons
{
    /// <summary>The call's scope names a strategy that is not known.</summary>
    public const string UnknownStrategy = "unknown_strategy";
}
