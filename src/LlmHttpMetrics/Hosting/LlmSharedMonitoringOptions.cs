using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// Options that all monitored clients of a service provider share, configured with <c>services.ConfigureLlmMonitoring(…)</c>. They can be bound from
/// configuration by property name. Options that may differ between clients are in <see cref="LlmMonitoringOptions"/>.
/// </summary>
public sealed class LlmSharedMonitoringOptions
{
    /// <summary>The clock for all measurements. Can be set in code only.</summary>
    /// <value>The default is the service provider's <see cref="System.TimeProvider"/> if registered, otherwise the system clock.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The tags of metrics: the maximum number of values per tag, and constant tags.</summary>
    public LlmTagOptions Tags { get; } = new();

    /// <summary>The prices of calls. They can change at run time.</summary>
    public LlmPricingOptions Pricing { get; } = new();

    /// <summary>The correction of estimates with calls whose provider reports usage.</summary>
    public LlmLearningOptions Learning { get; } = new();

    /// <summary>The queue between calls and event sinks. It is read once.</summary>
    public LlmEventQueueOptions EventQueue { get; } = new();

    /// <summary>The errors found while binding configuration; they are reported together with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
