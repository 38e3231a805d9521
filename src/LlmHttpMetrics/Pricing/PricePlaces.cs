namespace LlmHttpMetrics.Pricing;

/// <summary>The line numbers of the settings of a price.</summary>
/// <param name="file">The name of the file.</param>
/// <param name="line">The line on which the price begins.</param>
internal sealed class PricePlaces(string file, int line)
{
    private readonly Dictionary<string, (string Name, int Line)> _lines = new(StringComparer.OrdinalIgnoreCase);

    public void Note(string name, int at) => _lines[name] = (name, at);

    /// <summary>The location of a setting; if the setting is missing, the location of the price.</summary>
    public string Of(string name)
    {
        var (spelled, at) = _lines.TryGetValue(name, out var known) ? known : (char.ToLowerInvariant(name[0]) + name[1..], line);
        return $"{file}, line {at}: {spelled}";
    }
}
