using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Reads a configuration by the type of the options, once: what is known and valid becomes a tree of <see cref="SettingNode"/>, every unknown key and
/// every value of the wrong type an error. The binder, which would stop at the first wrong value and pass over unknown keys, then meets neither.
/// </summary>
/// <param name="errors">Receives the errors.</param>
/// <param name="moved">Where settings are found that the options had once.</param>
internal sealed class SettingsReader(List<string> errors, IReadOnlyDictionary<string, string> moved)
{
    private static readonly char[] Separators = [',', ';', ' ', '|'];

    public SettingNode Read(IConfiguration configuration, SettingType type)
    {
        SettingNode root = new("", (configuration as IConfigurationSection)?.Path ?? "", null);
        ReadSection(root, configuration, type);
        return root;
    }

    private void ReadSection(SettingNode node, IConfiguration place, SettingType type)
    {
        foreach (var child in place.GetChildren())
        {
            if (type.Properties.TryGetValue(child.Key, out var property))
            {
                Read(node, child, property.Type, property.Info.Name);
            }
            else
            {
                errors.Add($"{child.Path} {Unknown(child.Key, type)}");
            }
        }
    }

    private string Unknown(string key, SettingType type)
    {
        if (moved.TryGetValue(key, out var text))
        {
            return text;
        }

        if (type.Info.Properties.Any(property => property.Get is null && property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            return "is set in code only.";
        }

        var question = NearestName.Of(key, type.Properties.Keys) is { } near ? $" Did you mean {near}?" : "";
        return $"is no setting; allowed are {string.Join(", ", type.Properties.Keys)}.{question}";
    }

    private void Read(SettingNode parent, IConfigurationSection place, SettingType type, string name)
    {
        switch (type.Shape)
        {
            case SettingShape.Value:
                ReadValue(parent, place, type);
                break;
            case SettingShape.List:
                ReadList(parent, place, type);
                break;
            case SettingShape.Map:
                RefuseValue(place, $"a section with a key for each {Singular(name)}");
                ReadItems(parent.Add(place.Key), place.GetChildren(), type.Item!, name);
                break;
            default:
                RefuseValue(place, $"a section with the keys {string.Join(", ", type.Properties.Keys)}");
                ReadSection(parent.Add(place.Key), place, type);
                break;
        }
    }

    private void ReadValue(SettingNode parent, IConfigurationSection place, SettingType type)
    {
        if (place.GetChildren().Any())
        {
            errors.Add($"{place.Path} has keys below it; allowed is one value.");
        }
        else if (place.Value is { } value ? type.Rule!.IsValid(value) : type.IsNullable || type.Info.Type == typeof(string))
        {
            parent.Add(place.Key, place.Value);
        }
        else
        {
            errors.Add($"{place.Path} is '{place.Value}'{Days(place.Value, type)}; allowed is {type.Rule!.Allowed}.");
        }
    }

    /// <summary>A number alone is a time span of days, which is rarely meant.</summary>
    private static string Days(string? value, SettingType type) =>
        (Nullable.GetUnderlyingType(type.Info.Type) ?? type.Info.Type) == typeof(TimeSpan)
        && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? ", a number without a unit"
            : "";

    private void ReadList(SettingNode parent, IConfigurationSection place, SettingType type)
    {
        var node = parent.Add(place.Key);
        if (type.IsWords && IsOneWord(place.Value, type))
        {
            node.Add("0", place.Value);
        }
        else
        {
            RefuseValue(place, "a list");
        }

        IConfigurationSection[] items = [.. place.GetChildren()];
        ReadItems(node, LongList.Of(items, type.Item!), type.Item!, place.Key);
    }

    /// <summary>A list type of our own may hold any text; in others a separator shows that several words were meant.</summary>
    private static bool IsOneWord(string? value, SettingType type) =>
        !string.IsNullOrEmpty(value) && (!type.Info.Type.IsGenericType || value.IndexOfAny(Separators) < 0);

    private void ReadItems(SettingNode node, IEnumerable<IConfigurationSection> items, SettingType type, string name)
    {
        foreach (var item in items)
        {
            Read(node, item, type, name);
        }
    }

    /// <summary>A mere value where more belongs.</summary>
    private void RefuseValue(IConfigurationSection place, string allowed)
    {
        if (!string.IsNullOrEmpty(place.Value))
        {
            errors.Add($"{place.Path} is '{place.Value}'; allowed is {allowed}.");
        }
    }

    /// <summary><c>FinishReasons</c> is a section with a key for each finish reason.</summary>
    private static string Singular(string name)
    {
        var words = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {c}" : $"{c}"));
        return words.ToLowerInvariant().TrimEnd('s');
    }
}
