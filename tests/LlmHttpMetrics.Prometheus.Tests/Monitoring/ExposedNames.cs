namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>What may be asked for: the samples of a page with their labels, those that Prometheus adds, and what rules have recorded.</summary>
internal sealed class ExposedNames
{
    private static readonly string[] OfTheTarget = ["job", "instance"];

    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal) { ["up"] = [.. OfTheTarget] };

    public ExposedNames(Exposed page)
    {
        foreach (var sample in page.Samples)
        {
            Add(sample.Name, sample.Labels.Keys.Concat(OfTheTarget));
        }
    }

    public void Add(string name, IEnumerable<string> labels)
    {
        if (!_labels.TryGetValue(name, out var known))
        {
            _labels.Add(name, known = []);
        }

        known.UnionWith(labels);
    }

    /// <summary>The names in an expression that are not exposed.</summary>
    public IEnumerable<string> Missing(string expression)
    {
        var names = PromQlNames.Of(expression);
        HashSet<string> all = [];
        foreach (var (metric, labels) in names.Selectors)
        {
            if (!_labels.TryGetValue(metric, out var known))
            {
                yield return metric;
                continue;
            }

            all.UnionWith(known);
            foreach (var label in labels.Where(label => !known.Contains(label)))
            {
                yield return $"{metric}{{{label}}}";
            }
        }

        foreach (var label in names.Labels.Where(label => !all.Contains(label)))
        {
            yield return $"by {label}";
        }
    }
}
