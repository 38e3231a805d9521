using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// A section of configuration that has been read; it contains only known settings with valid values. It keeps its children, whereas a section of a
/// configuration scans all keys to find them.
/// </summary>
internal sealed class SettingNode(string key, string path, string? value) : IConfigurationSection
{
    private static readonly IChangeToken NeverChanges = new CancellationChangeToken(CancellationToken.None);

    private readonly Dictionary<string, SettingNode> _children = new(StringComparer.OrdinalIgnoreCase);

    public string Key => key;

    public string Path => path;

    public string? Value
    {
        get => value;
        set => throw new NotSupportedException();
    }

    public IReadOnlyCollection<SettingNode> Children => _children.Values;

    public string? this[string name]
    {
        get => GetSection(name).Value;
        set => throw new NotSupportedException();
    }

    public void Add(SettingNode child) => _children[child.Key] = child;

    /// <summary>Adds a child.</summary>
    public SettingNode Add(string name, string? below = null)
    {
        SettingNode child = new(name, path.Length == 0 ? name : ConfigurationPath.Combine(path, name), below);
        Add(child);
        return child;
    }

    public IConfigurationSection GetSection(string name) =>
        _children.GetValueOrDefault(name) ?? new SettingNode(name, ConfigurationPath.Combine(path, name), null);

    public IEnumerable<IConfigurationSection> GetChildren() => _children.Values;

    public IChangeToken GetReloadToken() => NeverChanges;
}
