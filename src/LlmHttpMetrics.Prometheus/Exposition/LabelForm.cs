namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>Which labels a metric has.</summary>
internal enum LabelForm
{
    /// <summary>Its tags.</summary>
    Tags,

    /// <summary>Its tags and the short labels.</summary>
    TagsAndShort,

    /// <summary>The short labels alone.</summary>
    Short,
}
