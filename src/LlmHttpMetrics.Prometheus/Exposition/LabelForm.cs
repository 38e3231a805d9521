namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>The labels of a metric.</summary>
internal enum LabelForm
{
    /// <summary>Its tags.</summary>
    Tags,

    /// <summary>Its tags and the short labels.</summary>
    TagsAndShort,

    /// <summary>The short labels only.</summary>
    Short,
}
