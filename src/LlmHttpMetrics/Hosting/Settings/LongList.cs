using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Reads a long list of sections in linear time. To enumerate the keys below a section, a configuration scans all of its keys, which takes minutes for
/// thousands of sections, whereas looking up one key takes a fraction of a microsecond. Therefore only the first items of a long list are enumerated; in
/// the others, each setting of the type is looked up, and for user-defined keys those of the first items.
/// </summary>
internal sealed class LongList
{
    /// <summary>The maximum number of items of a list that is enumerated completely.</summary>
    public const int Few = 500;

    /// <summary>The number of items that are enumerated in a longer list.</summary>
    public const int Listed = 10;

    private readonly Dictionary<SettingType, HashSet<string>> _keysOfMaps = [];

    private LongList(IEnumerable<IConfigurationSection> listed, SettingType type)
    {
        foreach (var item in listed)
        {
            Note(item, type);
        }
    }

    /// <summary>The items of the list, in the form to read.</summary>
    public static IEnumerable<IConfigurationSection> Of(IReadOnlyList<IConfigurationSection> items, SettingType type)
    {
        if (items.Count <= Few || type.Shape == SettingShape.Value)
        {
            return items;
        }

        LongList list = new(items.Take(Listed), type);
        return items.Take(Listed).Concat(items.Skip(Listed).Select(item => list.Copy(item, "", new SettingNode(item.Key, item.Path, item.Value), type)));
    }

    /// <summary>Collects the keys in the maps of an item.</summary>
    private void Note(IConfigurationSection place, SettingType type)
    {
        foreach (var child in place.GetChildren())
        {
            if (type.Shape == SettingShape.Map)
            {
                _keysOfMaps.TryAdd(type, new(StringComparer.OrdinalIgnoreCase));
                _keysOfMaps[type].Add(child.Key);
            }

            var below = type.Shape == SettingShape.Section ? type.Properties.GetValueOrDefault(child.Key)?.Type : type.Item;
            if (below is not null)
            {
                Note(child, below);
            }
        }
    }

    /// <summary>A copy of the section with the settings that were looked up.</summary>
    private SettingNode Copy(IConfigurationSection item, string at, SettingNode node, SettingType type)
    {
        foreach (var (key, below) in Keys(type))
        {
            Add(item, at, node, key, below);
        }

        // Lists are numbered from 0 without gaps, as in JSON.
        for (var i = 0; type.Shape == SettingShape.List && Add(item, at, node, i.ToString(CultureInfo.InvariantCulture), type.Item!); i++)
        {
        }

        return node;
    }

    /// <summary>Adds the setting at a key; false if there is none.</summary>
    private bool Add(IConfigurationSection item, string at, SettingNode parent, string key, SettingType type)
    {
        var place = at.Length == 0 ? key : ConfigurationPath.Combine(at, key);
        SettingNode node = new(key, ConfigurationPath.Combine(parent.Path, key), item[place]);
        if (type.Shape != SettingShape.Value)
        {
            Copy(item, place, node, type);
        }

        if (node.Value is null && node.Children.Count == 0)
        {
            return false;
        }

        parent.Add(node);
        return true;
    }

    private IEnumerable<(string Key, SettingType Type)> Keys(SettingType type) => type.Shape switch
    {
        SettingShape.Section => type.Properties.Select(property => (property.Key, property.Value.Type)),
        SettingShape.Map when _keysOfMaps.TryGetValue(type, out var keys) => keys.Select(key => (key, type.Item!)),
        _ => [],
    };
}
