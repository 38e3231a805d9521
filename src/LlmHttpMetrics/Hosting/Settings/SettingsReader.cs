using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Reads a configuration by the type of the options, once: known and valid settings become a tree of <see cref="SettingNode"/>; unknown keys and values of
/// the wrong type become errors. The binder would stop at the first invalid value and ignore unknown keys; it only receives the valid settings.
/// </summary>
/// <param name="errors">Receives the errors.</param>
/// <param name="moved">Former settings of the options, with a message on where they have moved.</param>
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
        return $"is not a setting; allowed are {string.Join(", ", type.Properties.Keys)}.{question}";
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

    /// <summary>A plain number is parsed as a time span in days, which is rarely intended.</summary>
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

    /// <summary>A custom list type may contain any text; in other lists a separator shows that several values were intended.</summary>
    private static bool IsOneWord(string? value, SettingType type) =>
        !string.IsNullOrEmpty(value) && (!type.Info.Type.IsGenericType || value.IndexOfAny(Separators) < 0);

    private void ReadItems(SettingNode node, IEnumerable<IConfigurationSection> items, SettingType type, string name)
    {
        foreach (var item in items)
        {
            Read(node, item, type, name);
        }
    }

    /// <summary>Reports a plain value where a section or list is expected.</summary>
    private void RefuseValue(IConfigurationSection place, string allowed)
    {
        if (!string.IsNullOrEmpty(place.Value))
        {
            errors.Add($"{place.Path} is '{place.Value}'; allowed is {allowed}.");
        }
    }

    /// <summary>For example, <c>FinishReasons</c> is a section with a key for each finish reason.</summary>
    private static string Singular(string name)
    {
        var words = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {c}" : $"{c}"));
        return words.ToLowerInvariant().TrimEnd('s');
    }
}
