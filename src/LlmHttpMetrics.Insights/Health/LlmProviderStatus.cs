using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics;

/// <summary>How a provider has been doing.</summary>
public sealed record LlmProviderStatus
{
    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>
    /// The success share of its recent calls, from 0 to 1, as <see cref="LlmCallStatistics.SuccessShare"/>; 0 while a circuit of it is open;
    /// <see langword="null"/> where it had no call that says anything.
    /// </summary>
    public double? Health { get; init; }

    /// <summary>Of how many calls the share is.</summary>
    public long Calls { get; init; }

    /// <summary>Calls are held back from it; see <see cref="LlmProviderHealth.OpenCircuit"/>.</summary>
    public bool IsCircuitOpen { get; init; }
}
