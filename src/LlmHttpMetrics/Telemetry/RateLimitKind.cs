namespace LlmHttpMetrics.Telemetry;

/// <summary>The unit that a rate limit applies to.</summary>
internal enum RateLimitKind : byte
{
    None,
    Requests,
    Tokens,
    InputTokens,
    OutputTokens,
}
