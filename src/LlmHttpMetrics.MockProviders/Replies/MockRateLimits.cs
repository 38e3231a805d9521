namespace LlmHttpMetrics.MockProviders;

/// <summary>
/// The values of the rate limit headers, which have the provider's names: <c>x-ratelimit-limit-requests</c> and similar, or
/// <c>anthropic-ratelimit-requests-limit</c> and similar. A limit that is <see langword="null"/> is not sent.
/// </summary>
public sealed record MockRateLimits
{
    /// <summary>Requests allowed in the window; default 5,000.</summary>
    public long? RequestLimit { get; init; } = 5_000;

    /// <summary>Requests left in the window; default 4,999.</summary>
    public long? RequestsRemaining { get; init; } = 4_999;

    /// <summary>Tokens allowed in the window; default 800,000.</summary>
    public long? TokenLimit { get; init; } = 800_000;

    /// <summary>Tokens left in the window; default 799,000.</summary>
    public long? TokensRemaining { get; init; } = 799_000;

    /// <summary>Input tokens allowed in the window, sent by Anthropic only; default 600,000.</summary>
    public long? InputTokenLimit { get; init; } = 600_000;

    /// <summary>Input tokens left in the window, sent by Anthropic only; default 599,500.</summary>
    public long? InputTokensRemaining { get; init; } = 599_500;

    /// <summary>Output tokens allowed in the window, sent by Anthropic only; default 200,000.</summary>
    public long? OutputTokenLimit { get; init; } = 200_000;

    /// <summary>Output tokens left in the window, sent by Anthropic only; default 199,500.</summary>
    public long? OutputTokensRemaining { get; init; } = 199_500;

    /// <summary>Time until the window restarts; default 12 ms. OpenAI sends a duration, Anthropic a point in time.</summary>
    public TimeSpan Reset { get; init; } = TimeSpan.FromMilliseconds(12);
}
