namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>A line of a page.</summary>
internal sealed record ExposedSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, string? Exemplar)
{
    public string Key => KeyWithout("");

    public string KeyWithout(string left)
    {
        var labels = Labels.Where(label => label.Key != left).OrderBy(label => label.Key, StringComparer.Ordinal);
        return $"{Name}{{{string.Join(',', labels.Select(label => $"{label.Key}={label.Value}"))}}}";
    }
}
