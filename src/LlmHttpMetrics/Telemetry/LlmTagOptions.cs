namespace LlmHttpMetrics;

/// <summary>The tags of metrics, for all monitored clients of a service provider.</summary>
public sealed class LlmTagOptions
{
    /// <summary>The maximum number of distinct values per tag on metrics, across all clients; further values are reported as <c>_OTHER</c>.</summary>
    /// <value>The default is 1,000; from 1 to 100,000.</value>
    public int MaxTagValues { get; set; } = 1000;

    /// <summary>
    /// Tags with the same value on every metric, span and event, such as the region or the environment. They are read once, before the first call is measured.
    /// </summary>
    /// <value>The default is empty; at most 16. A name must not be one of <see cref="LlmTagNames"/>.</value>
    public IDictionary<string, string> ConstantTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
