namespace LlmHttpMetrics.HealthChecks;

/// <summary>Options for the health check of the providers.</summary>
public sealed class LlmProviderHealthCheckOptions
{
    /// <summary>The providers to check, by <c>gen_ai.provider.name</c>.</summary>
    /// <value>The default is empty: all providers that were called. Names must not be empty.</value>
    public IList<string> Providers { get; } = [];

    /// <summary>The health below which a provider is degraded.</summary>
    /// <value>The default is 0.9; from 0 to 1, and not less than <see cref="UnhealthyBelow"/>.</value>
    public double DegradedBelow { get; set; } = 0.9;

    /// <summary>The health below which a provider is unhealthy.</summary>
    /// <value>The default is 0.5; from 0 to 1.</value>
    public double UnhealthyBelow { get; set; } = 0.5;

    /// <summary>The minimum number of calls in the last five minutes; a provider with fewer calls is healthy unless its circuit is open.</summary>
    /// <value>The default is 5; from 1 to 1,000,000.</value>
    public int MinimumCalls { get; set; } = 5;
}
