using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>Options for statistics. They can be bound from configuration by property name.</summary>
public sealed class LlmStatisticsOptions
{
    /// <summary>
    /// The scope entries that statistics are grouped by, besides provider, model and operation: names of <see cref="LlmTagNames"/>
    /// (<c>llm.feature</c>, <c>llm.user.id</c>), <see cref="LlmTagNames.ClientName"/> for the name of the HttpClient, or names of free tags.
    /// </summary>
    /// <value>The default is empty; at most 8.</value>
    public IList<string> Tags { get; } = [];

    /// <summary>The maximum number of distinct values per tag; further values are reported as <c>_OTHER</c>.</summary>
    /// <value>The default is 100; from 1 to 100,000.</value>
    public int MaxTagValues { get; set; } = 100;

    /// <summary>
    /// The maximum number of series: combinations of provider, model, operation and tag values. Calls of further series are added to an overflow series of
    /// their provider, whose model, operation and tags are <c>_OTHER</c>. This limits memory; see <see cref="LlmStatistics"/>.
    /// </summary>
    /// <value>The default is 500; from 1 to 100,000.</value>
    public int MaxSeries { get; set; } = 500;

    /// <summary>The clock that determines the time windows. Can be set in code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/> of the service provider, or the system clock.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The errors found while binding configuration; they are reported together with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
