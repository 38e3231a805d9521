using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>A type of options as configuration may set it: its shape, and what it consists of.</summary>
internal sealed class SettingType
{
    private readonly Dictionary<string, SettingProperty> _properties = new(StringComparer.OrdinalIgnoreCase);

    private SettingType(JsonTypeInfo info, JsonSerializerContext context)
    {
        Info = info;
        IsNullable = Nullable.GetUnderlyingType(info.Type) is not null;
        Rule = ValueRule.Of(Nullable.GetUnderlyingType(info.Type) ?? info.Type);
        (Shape, Item) = info.Kind switch
        {
            _ when Rule is not null => (SettingShape.Value, (SettingType?)null),
            JsonTypeInfoKind.Enumerable => (SettingShape.List, Of(ItemType(info.Type), context)),
            JsonTypeInfoKind.Dictionary => (SettingShape.Map, Of(ItemType(info.Type), context)),
            _ => (SettingShape.Section, null),
        };
        if (Shape == SettingShape.Section)
        {
            foreach (var property in info.Properties.Where(property => property.Get is not null))
            {
                _properties.Add(property.Name, new SettingProperty(property, Of(property.PropertyType, context)));
            }
        }
    }

    public SettingShape Shape { get; }

    /// <summary>What its value must look like; null where it is not one value.</summary>
    public ValueRule? Rule { get; }

    /// <summary>The type of its items, where it is a list or a map.</summary>
    public SettingType? Item { get; }

    /// <summary>It may be null.</summary>
    public bool IsNullable { get; }

    /// <summary>A list of words, which may be given as one word.</summary>
    public bool IsWords => Shape == SettingShape.List && Item!.Info.Type == typeof(string);

    /// <summary>The settings that a section has, by name, in the order of their declaration.</summary>
    public IReadOnlyDictionary<string, SettingProperty> Properties => _properties;

    /// <summary>What the compiler knows of the type.</summary>
    public JsonTypeInfo Info { get; }

    /// <param name="type">The type.</param>
    /// <param name="context">Knows it and all types of its properties.</param>
    public static SettingType Of(Type type, JsonSerializerContext context) => new(
        context.GetTypeInfo(type) ?? throw new InvalidOperationException($"{context.GetType().Name} does not know {type}."), context);

    /// <summary>The last argument of a generic list or dictionary; a list type of its own is of words.</summary>
    private static Type ItemType(Type type) => type.GenericTypeArguments is [.., var item] ? item : typeof(string);
}
