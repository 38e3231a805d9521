using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>The health of a provider.</summary>
public sealed record LlmProviderStatus
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>
    /// The success share of its recent calls, from 0 to 1, as in <see cref="LlmCallStatistics.SuccessShare"/>; 0 while a circuit of it is open;
    /// <see langword="null"/> if no call counts towards it.
    /// </summary>
    public double? Health { get; init; }

    /// <summary>The number of calls that the share is based on.</summary>
    public long Calls { get; init; }

    /// <summary>Whether a circuit of the provider is open; see <see cref="LlmProviderHealth.OpenCircuit"/>.</summary>
    public bool IsCircuitOpen { get; init; }
}
