namespace LlmHttpMetrics.Identification;

/// <summary>The path of a request, doubled and trailing slashes taken out.</summary>
internal readonly struct EndpointPath
{
    private readonly string[] _segments;
    private readonly string _path;

    public EndpointPath(string absolutePath)
    {
        _segments = absolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _path = "/" + string.Join('/', _segments);
    }

    /// <summary>Ends in <c>responses/{id}</c>.</summary>
    public bool IsStoredResponse => _segments.Length >= 2 && _segments[^2] == "responses";

    public bool StartsWith(string start) => _path.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The rule with the longest path end that fits.</summary>
    public EndpointRule? Rule(IEnumerable<EndpointRule> rules)
    {
        EndpointRule? best = null;
        foreach (var rule in rules)
        {
            if (Fits(rule) && (best is null || (rule.Length, rule.PathPart.Length).CompareTo((best.Length, best.PathPart.Length)) > 0))
            {
                best = rule;
            }
        }

        return best;
    }

    /// <summary>The model that stands in the path where the rule's template has a place for it.</summary>
    public string? Model(EndpointRule rule) => rule.Template is { } template && template.Fits(_segments, out var model) ? model : null;

    /// <summary>The segment after the named one, percent-decoded.</summary>
    public string? After(string segment)
    {
        var at = Array.FindIndex(_segments, s => s.Equals(segment, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < _segments.Length ? Uri.UnescapeDataString(_segments[at + 1]) : null;
    }

    private bool Fits(EndpointRule rule) => rule.Template is { } template
        ? template.Fits(_segments, out _)
        : _path.EndsWith(rule.PathEnd, StringComparison.OrdinalIgnoreCase) && _path.Contains(rule.PathPart, StringComparison.OrdinalIgnoreCase);
}
