using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Reads a long list of sections in linear time. A configuration finds the keys below a section by going through all of its keys, so that going through
/// thousands of sections takes minutes, while a look-up of one key takes a fraction of a microsecond. So in a long list only the first items are gone
/// through; in the others every setting of the type is looked up, and of keys that are the user's those that the first items have.
/// </summary>
internal sealed class LongList
{
    /// <summary>Up to this many items are all gone through.</summary>
    public const int Few = 500;

    /// <summary>How many are gone through of a longer list.</summary>
    public const int Listed = 10;

    private readonly Dictionary<SettingType, HashSet<string>> _keysOfMaps = [];

    private LongList(IEnumerable<IConfigurationSection> listed, SettingType type)
    {
        foreach (var item in listed)
        {
            Note(item, type);
        }
    }

    /// <summary>The items of the list, as they are to be read.</summary>
    public static IEnumerable<IConfigurationSection> Of(IReadOnlyList<IConfigurationSection> items, SettingType type)
    {
        if (items.Count <= Few || type.Shape == SettingShape.Value)
        {
            return items;
        }

        LongList list = new(items.Take(Listed), type);
        return items.Take(Listed).Concat(items.Skip(Listed).Select(item => list.Copy(item, "", new SettingNode(item.Key, item.Path, item.Value), type)));
    }

    /// <summary>Notes the keys that the maps of an item have.</summary>
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

    /// <summary>The same section, with what is looked up below it.</summary>
    private SettingNode Copy(IConfigurationSection item, string at, SettingNode node, SettingType type)
    {
        foreach (var (key, below) in Keys(type))
        {
            Add(item, at, node, key, below);
        }

        // Lists are numbered from 0 without a gap, as JSON's are.
        for (var i = 0; type.Shape == SettingShape.List && Add(item, at, node, i.ToString(CultureInfo.InvariantCulture), type.Item!); i++)
        {
        }

        return node;
    }

    /// <summary>Adds what stands at a key; false where nothing does.</summary>
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
