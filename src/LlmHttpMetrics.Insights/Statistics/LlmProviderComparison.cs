using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>A provider beside others.</summary>
public sealed record LlmProviderComparison
{
    /// <summary>Its place, from 1. Providers that are equal in all that is compared have the same.</summary>
    public required int Rank { get; init; }

    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>
    /// What it was ranked by, with the numbers of calls: <see cref="LlmCallStatistics.SuccessShare"/> of
    /// <see cref="LlmCallStatistics.JudgedRequests"/>, the median of <see cref="LlmCallStatistics.Latency"/> of as many calls as its count
    /// says, and the averages of <see cref="LlmCallStatistics.Cost"/>.
    /// </summary>
    public required LlmCallStatistics Statistics { get; init; }
}
