using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>Options of the budgets. They can be bound from configuration by the names of the properties, and are read once.</summary>
public sealed class LlmBudgetsOptions
{
    /// <summary>The budgets.</summary>
    /// <value>The default is none; at most 100.</value>
    public IList<LlmBudget> Budgets { get; } = [];

    /// <summary>
    /// Called when a budget has reached one of its thresholds; in code only. It runs on a thread of its own, one after another, and what it throws
    /// is swallowed and counted in <c>llm.measurement.failures</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore]
    public Action<LlmBudgetThreshold>? OnThreshold { get; set; }

    /// <summary>
    /// Whether budgets are restored from the event log of this host when the process starts, in the background; where no event log is registered, or without
    /// a service provider, there is nothing to restore from.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RestoreFromEventLog { get; set; } = true;

    /// <summary>The clock of the periods. In code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/>, which is set for all of a service provider; else the system's.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>What binding found wrong; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
