namespace LlmHttpMetrics;

/// <summary>The tags of metrics, for all monitored clients of a service provider.</summary>
public sealed class LlmTagOptions
{
    /// <summary>How many values one tag may have on metrics, those of all clients together; later ones become <c>_OTHER</c>.</summary>
    /// <value>The default is 1,000; from 1 to 100,000.</value>
    public int MaxTagValues { get; set; } = 1000;

    /// <summary>
    /// Tags that are the same on every metric, span and event, by name: the region, the environment. They are read once, before the first call is measured.
    /// </summary>
    /// <value>The default is none; at most 16. A name must not be one of <see cref="LlmTagNames"/>.</value>
    public IDictionary<string, string> ConstantTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
