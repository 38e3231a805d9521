using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>The rank of a provider in comparison with others.</summary>
public sealed record LlmProviderComparison
{
    /// <summary>The rank, from 1. Providers that are equal in all compared figures have the same rank.</summary>
    public required int Rank { get; init; }

    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>
    /// The statistics that determine the rank: <see cref="LlmCallStatistics.SuccessShare"/>, based on <see cref="LlmCallStatistics.JudgedRequests"/>; the
    /// median of <see cref="LlmCallStatistics.Latency"/>; and the averages of <see cref="LlmCallStatistics.Cost"/>. Each includes its number of calls.
    /// </summary>
    public required LlmCallStatistics Statistics { get; init; }
}
