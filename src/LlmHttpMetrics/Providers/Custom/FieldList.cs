using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Collects the fields of one kind of body. A path has one meaning: configured settings take precedence over defaults.</summary>
internal sealed class FieldList(ICollection<string> errors)
{
    private readonly Dictionary<string, (string Setting, FieldAction Action, byte Argument)> _meanings = new(StringComparer.Ordinal);
    private readonly List<Field> _fields = [];
    private readonly List<(Figure, string)> _figures = [];

    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Usage figures and their paths; of several paths of a figure, the first one with a value is used.</summary>
    public IReadOnlyList<(Figure, string)> Figures => _figures;

    /// <summary>Adds the settings of a section; invalid ones are reported as errors.</summary>
    public void AddConfigured<T>(T section, IEnumerable<PathSetting<T>> settings, SettingName name)
    {
        foreach (var setting in settings)
        {
            var paths = setting.Get(section) ?? [];
            for (var i = 0; i < paths.Count; i++)
            {
                var place = name.Member(setting.Name);
                Say(paths.Count == 1 ? place : place.Item(i), paths[i], setting.Action, Argument(setting, i));
            }
        }
    }

    /// <summary>Adds the settings of another section that this one does not set.</summary>
    public void AddInherited<T>(T section, T from, IEnumerable<PathSetting<T>> settings)
    {
        foreach (var setting in settings.Where(setting => setting.Get(section) is null))
        {
            var paths = setting.Get(from) ?? [];
            for (var i = 0; i < paths.Count; i++)
            {
                Assume(paths[i], setting.Action, Argument(setting, i));
            }
        }
    }

    /// <summary>Adds the defaults of settings that no section sets.</summary>
    public void AddDefaults<T>(IEnumerable<PathSetting<T>> settings, params T[] sections)
    {
        foreach (var setting in settings)
        {
            if (setting is { Default: { } path, DefaultKey: { } key } && Array.TrueForAll(sections, section => setting.Get(section) is null))
            {
                Assume(path, key, setting.Action, setting.Argument);
            }
        }
    }

    /// <summary>Adds a field unless its path already has a meaning.</summary>
    public void Assume(string path, FieldAction action, byte argument = 0)
    {
        if (PathCheck.TryRead(path, out var key, out _))
        {
            Assume(path, key, action, argument);
        }
    }

    private void Assume(string path, string key, FieldAction action, byte argument)
    {
        if (_meanings.TryAdd(key, ("", action, argument)))
        {
            Keep(path, action, argument);
        }
    }

    private void Say(SettingName setting, string path, FieldAction action, byte argument)
    {
        if (!PathCheck.TryRead(path, out var key, out var error))
        {
            errors.Add($"{setting} is '{path}', {error}");
        }
        else if (_meanings.TryAdd(key, (setting.Text, action, argument)))
        {
            Keep(path, action, argument);
        }
        else if (_meanings[key] is var known && (known.Action, known.Argument) != (action, argument))
        {
            errors.Add($"{setting} is '{path}', which is already the path of {known.Setting}; a path has one meaning.");
        }
    }

    private void Keep(string path, FieldAction action, byte argument)
    {
        if (action == FieldAction.Figure)
        {
            _figures.Add(((Figure)argument, path));
        }
        else
        {
            _fields.Add(new Field(path, action, argument));
        }
    }

    /// <summary>For an error, the second and later values are used if the first one is missing.</summary>
    private static byte Argument<T>(PathSetting<T> setting, int index) =>
        setting.Action is FieldAction.ErrorType or FieldAction.ErrorCode or FieldAction.ErrorMessage ? (byte)Math.Min(index, 1) : setting.Argument;
}
