using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// Options that all monitored clients of a service provider share, set once by <c>services.ConfigureLlmMonitoring(…)</c>. They can be bound from
/// configuration by the names of the properties. What may differ from client to client is set in <see cref="LlmMonitoringOptions"/>.
/// </summary>
public sealed class LlmSharedMonitoringOptions
{
    /// <summary>The clock of all measurements. In code only.</summary>
    /// <value>The default is the service provider's <see cref="System.TimeProvider"/> where it has one, else the system's.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The tags of metrics: how many values each may have, and tags that are the same on everything.</summary>
    public LlmTagOptions Tags { get; } = new();

    /// <summary>The prices that calls are priced by. They may change while the process runs.</summary>
    public LlmPricingOptions Pricing { get; } = new();

    /// <summary>How estimates are corrected by calls whose provider reports usage.</summary>
    public LlmLearningOptions Learning { get; } = new();

    /// <summary>The queue of events on their way to the sinks. It is read once.</summary>
    public LlmEventQueueOptions EventQueue { get; } = new();

    /// <summary>What binding found wrong; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
