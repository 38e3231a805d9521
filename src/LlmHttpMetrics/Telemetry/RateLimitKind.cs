namespace LlmHttpMetrics.Telemetry;

/// <summary>What a rate limit counts.</summary>
internal enum RateLimitKind : byte
{
    None,
    Requests,
    Tokens,
    InputTokens,
    OutputTokens,
}
