using LlmHttpMetrics.Json;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Providers.Custom;

/// <summary>Gathers the fields of one kind of body. A path has one meaning: what is said goes before what is taken for granted.</summary>
internal sealed class FieldList(ICollection<string> errors)
{
    private readonly Dictionary<string, (string Setting, FieldAction Action, byte Argument)> _meanings = new(StringComparer.Ordinal);
    private readonly List<Field> _fields = [];
    private readonly List<(Figure, string)> _figures = [];

    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Usage figures and their paths; of one figure the first path that is there counts.</summary>
    public IReadOnlyList<(Figure, string)> Figures => _figures;

    /// <summary>Adds what the section says itself; what is wrong with it is an error.</summary>
    public void AddSaid<T>(T section, IEnumerable<PathSetting<T>> settings, SettingName name)
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

    /// <summary>Adds what another section says of settings that this one leaves open.</summary>
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

    /// <summary>Adds the defaults of settings that all the sections leave open.</summary>
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

    /// <summary>Adds a field unless its path has a meaning already.</summary>
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
            errors.Add($"{setting} is '{path}', which {known.Setting} is already; a path has one meaning.");
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

    /// <summary>Of the words of an error, those after the first stand in where it is missing.</summary>
    private static byte Argument<T>(PathSetting<T> setting, int index) =>
        setting.Action is FieldAction.ErrorType or FieldAction.ErrorCode or FieldAction.ErrorMessage ? (byte)Math.Min(index, 1) : setting.Argument;
}
