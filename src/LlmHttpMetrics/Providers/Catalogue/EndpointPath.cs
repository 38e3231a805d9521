namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>The path of a request, without double and trailing slashes.</summary>
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

    /// <summary>Its last segment, percent-decoded.</summary>
    public string Last => _segments.Length > 0 ? Uri.UnescapeDataString(_segments[^1]) : "";

    /// <summary>The segment before the last.</summary>
    public string Folder => _segments.Length >= 2 ? _segments[^2] : "";

    /// <summary>Whether it ends in an action on the segment before it, as Google's paths do: <c>models/gemini-2.5-pro:countTokens</c>.</summary>
    public bool HasAction => _path.LastIndexOf(':') > _path.LastIndexOf('/');

    /// <summary>The rule whose answers can be retrieved by a path that ends in <c>{segment}/{id}</c>, as this one does.</summary>
    public EndpointRule? StoredRule(EndpointRule[] rules)
    {
        var folder = Folder;
        return Array.Find(rules, rule => rule.StoredIn == folder);
    }

    /// <summary>Whether one of its segments is one of these words.</summary>
    public bool HoldsAny(HashSet<string> words) => Array.Exists(_segments, words.Contains);

    /// <summary>Whether it begins with a path; a <c>*</c> stands for any segment.</summary>
    public bool StartsWith(string start) =>
        start.Contains('*', StringComparison.Ordinal) ? BeginsWithSegments(start) : _path.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The matching rule with the longest path end.</summary>
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

    /// <summary>The model in the path, at the position that the rule defines.</summary>
    public string? Model(EndpointRule rule)
    {
        if (rule.Template is not { } template)
        {
            return rule.Pattern.Model(_path);
        }

        return template.Fits(_segments, out var model) ? model : null;
    }

    /// <summary>
    /// What the action at the end of the path is applied to, percent-decoded: <c>gemini-2.5-pro</c> of
    /// <c>models/gemini-2.5-pro:generateContent</c>.
    /// </summary>
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

    private bool BeginsWithSegments(string start)
    {
        var expected = start.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (_segments.Length < expected.Length)
        {
            return false;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] != "*" && !expected[i].Equals(_segments[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private bool Fits(EndpointRule rule) => rule.Template is { } template
        ? template.Fits(_segments, out _)
        : rule.Pattern.Fits(_path) && _path.Contains(rule.PathPart, StringComparison.OrdinalIgnoreCase);
}
