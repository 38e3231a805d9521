using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>The data of a completed call that statistics use.</summary>
internal readonly ref struct CallSample
{
    public required string Provider { get; init; }

    public required string? Model { get; init; }

    public required string Operation { get; init; }

    /// <summary>The name of the HttpClient.</summary>
    public required string ClientName { get; init; }

    /// <summary>The caller's <see cref="LlmCall"/> scope.</summary>
    public LlmCallInfo? Scope { get; init; }

    /// <summary>One of <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init; }

    public string? ErrorType { get; init; }

    public required TimeSpan Duration { get; init; }

    public TimeSpan? TimeToFirstToken { get; init; }

    public TokenAmounts Tokens { get; init; }

    /// <summary>Whether the provider should have reported usage but did not.</summary>
    public bool IsUsageMissing { get; init; }
}
