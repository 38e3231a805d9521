using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>What the statistics take of a call that has ended.</summary>
internal readonly ref struct CallSample
{
    public required string Provider { get; init; }

    public required string? Model { get; init; }

    public required string Operation { get; init; }

    /// <summary>The name of the HttpClient.</summary>
    public required string ClientName { get; init; }

    /// <summary>What the caller said of it.</summary>
    public LlmCallInfo? Scope { get; init; }

    /// <summary>One of <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init; }

    public string? ErrorType { get; init; }

    public required TimeSpan Duration { get; init; }

    public TimeSpan? TimeToFirstToken { get; init; }

    public TokenAmounts Tokens { get; init; }

    /// <summary>The provider should have sent usage, and did not.</summary>
    public bool IsUsageMissing { get; init; }
}
