using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>Options of the statistics. They can be bound from configuration by the names of the properties.</summary>
public sealed class LlmStatisticsOptions
{
    /// <summary>
    /// By which entries of a call's scope statistics are kept besides provider, model and operation: names of <see cref="LlmTagNames"/>
    /// (<c>llm.feature</c>, <c>llm.user.id</c>), <see cref="LlmTagNames.ClientName"/> for the name of the HttpClient, or names of free tags.
    /// </summary>
    /// <value>The default is none; at most 8.</value>
    public IList<string> Tags { get; } = [];

    /// <summary>How many values are told apart of one tag; later ones become <c>_OTHER</c>.</summary>
    /// <value>The default is 100; from 1 to 100,000.</value>
    public int MaxTagValues { get; set; } = 100;

    /// <summary>
    /// How many series there may be: combinations of provider, model, operation and values of tags. Calls that would begin another become
    /// part of one of their provider, whose model, operation and tags are <c>_OTHER</c>. It bounds the memory; see <see cref="LlmStatistics"/>.
    /// </summary>
    /// <value>The default is 500; from 1 to 100,000.</value>
    public int MaxSeries { get; set; } = 500;

    /// <summary>The clock of the windows. In code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/>, which is set for all of a service provider; else the system's.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>What binding found wrong; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];
}
