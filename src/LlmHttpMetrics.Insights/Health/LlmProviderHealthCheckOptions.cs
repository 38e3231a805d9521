namespace LlmHttpMetrics.HealthChecks;

/// <summary>When the health check of the providers complains.</summary>
public sealed class LlmProviderHealthCheckOptions
{
    /// <summary>The providers to look at, by their <c>gen_ai.provider.name</c>.</summary>
    /// <value>The default is none, which stands for all that were called; names must not be empty.</value>
    public IList<string> Providers { get; } = [];

    /// <summary>A provider whose health is less than this is degraded.</summary>
    /// <value>The default is 0.9; from 0 to 1, and not less than <see cref="UnhealthyBelow"/>.</value>
    public double DegradedBelow { get; set; } = 0.9;

    /// <summary>A provider whose health is less than this has failed.</summary>
    /// <value>The default is 0.5; from 0 to 1.</value>
    public double UnhealthyBelow { get; set; } = 0.5;

    /// <summary>How many calls of the last five minutes it takes to judge a provider; one with fewer is healthy, unless its circuit is open.</summary>
    /// <value>The default is 5; from 1 to 1,000,000.</value>
    public int MinimumCalls { get; set; } = 5;
}
