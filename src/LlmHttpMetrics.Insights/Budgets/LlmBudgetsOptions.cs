using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>Options for budgets. They can be bound from configuration by property name, and are read once.</summary>
public sealed class LlmBudgetsOptions
{
    /// <summary>The budgets.</summary>
    /// <value>The default is empty; at most 100.</value>
    public IList<LlmBudget> Budgets { get; } = [];

    /// <summary>
    /// Called when a budget reaches one of its thresholds; can be set in code only. Calls are made one at a time on a background thread; exceptions
    /// are swallowed and counted in <c>llm.measurement.failures</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore]
    public Action<LlmBudgetThreshold>? OnThreshold { get; set; }

    /// <summary>
    /// Whether budgets are restored in the background from the event log of this host when the process starts. It has no effect without a registered event
    /// log or without a service provider.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RestoreFromEventLog { get; set; } = true;

    /// <summary>The clock that determines the periods. Can be set in code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/> of the service provider, or the system clock.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The errors found while binding configuration; they are reported together with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
