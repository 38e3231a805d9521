namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>
/// The end of an endpoint's path. Braces enclose the model's name, and a <c>*</c> in them stands for any number of segments:
/// <c>/models/{*}/predictions</c>, <c>/ai/run/{@cf/openai/*}</c>.
/// </summary>
internal sealed class PathPattern
{
    private readonly string _before;
    private readonly string _modelStart;
    private readonly string _after;
    private readonly bool _namesModel;

    public PathPattern(string text)
    {
        var open = text.IndexOf('{');
        _namesModel = open >= 0;
        _before = _namesModel ? text[..open] : "";
        _modelStart = _namesModel ? text[(open + 1)..text.IndexOf('*')] : "";
        _after = _namesModel ? text[(text.IndexOf('}') + 1)..] : text;
    }

    /// <summary>The longer of two matches is the more specific.</summary>
    public int Length => _before.Length + _modelStart.Length + _after.Length;

    public bool Fits(string path) => _namesModel ? ModelRange(path) is not null : path.EndsWith(_after, StringComparison.OrdinalIgnoreCase);

    /// <summary>The model in the path, percent-decoded.</summary>
    public string? Model(string path) => ModelRange(path) is { } range ? Uri.UnescapeDataString(path[range]) : null;

    private Range? ModelRange(string path)
    {
        if (!_namesModel || !path.EndsWith(_after, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var start = path.IndexOf(_before + _modelStart, StringComparison.OrdinalIgnoreCase) + _before.Length;
        var end = path.Length - _after.Length;
        return start >= _before.Length && start + _modelStart.Length < end ? start..end : null;
    }
}
