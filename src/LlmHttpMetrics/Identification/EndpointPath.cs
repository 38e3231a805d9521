namespace LlmHttpMetrics.Identification;

/// <summary>The path of a request, doubled and trailing slashes taken out.</summary>
internal readonly struct EndpointPath
{
    private readonly string[] _segments;
    private readonly string _path;

    public EndpointPath(string absolutePath)
    {
        _segments = absolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);

        // Some clients escape the colon of an action.
        _path = ("/" + string.Join('/', _segments)).Replace("%3A", ":", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Ends in <c>{segment}/{id}</c>.</summary>
    public bool IsStoredIn(string? segment) => segment is not null && _segments.Length >= 2 && _segments[^2] == segment;

    public bool StartsWith(string start) => _path.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The rule with the longest path end that fits.</summary>
    public EndpointRule? Rule(IEnumerable<EndpointRule> rules)
    {
        EndpointRule? best = null;
        foreach (var rule in rules)
        {
            if (Fits(rule) && IsBetter(rule, best))
            {
                best = rule;
            }
        }

        return best;
    }

    /// <summary>The model that stands in the path where the rule has a place for it.</summary>
    public string? Model(EndpointRule rule)
    {
        if (rule.Template is not { } template)
        {
            return rule.Pattern.Model(_path);
        }

        return template.Fits(_segments, out var model) ? model : null;
    }

    /// <summary>What the action at the end of the path acts on, percent-decoded: <c>gemini-2.5-pro</c> of <c>models/gemini-2.5-pro:generateContent</c>.</summary>
    public string? ActedOn(string pathEnd) =>
        pathEnd.StartsWith(':') ? Uri.UnescapeDataString(_segments[^1])[..^pathEnd.Length] : null;

    /// <summary>The segment after the named one, percent-decoded.</summary>
    public string? After(string segment)
    {
        var at = Array.FindIndex(_segments, s => s.Equals(segment, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < _segments.Length ? Uri.UnescapeDataString(_segments[at + 1]) : null;
    }

    private static bool IsBetter(EndpointRule rule, EndpointRule? best) =>
        best is null || (rule.Length, rule.PathPart.Length).CompareTo((best.Length, best.PathPart.Length)) > 0;

    private bool Fits(EndpointRule rule) => rule.Template is { } template
        ? template.Fits(_segments, out _)
        : rule.Pattern.Fits(_path) && _path.Contains(rule.PathPart, StringComparison.OrdinalIgnoreCase);
}
