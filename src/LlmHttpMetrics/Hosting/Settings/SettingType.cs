using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>The structure of an options type in configuration: its shape, and its items or properties.</summary>
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

    /// <summary>The format of its value; null if it is not a single value.</summary>
    public ValueRule? Rule { get; }

    /// <summary>The type of its items, if it is a list or a map.</summary>
    public SettingType? Item { get; }

    /// <summary>Whether it may be null.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether it is a list of strings, which may be given as a single string.</summary>
    public bool IsWords => Shape == SettingShape.List && Item!.Info.Type == typeof(string);

    /// <summary>The settings of a section by name, in the order of their declaration.</summary>
    public IReadOnlyDictionary<string, SettingProperty> Properties => _properties;

    /// <summary>The source-generated metadata of the type.</summary>
    public JsonTypeInfo Info { get; }

    /// <param name="type">The type.</param>
    /// <param name="context">The metadata of the type and of the types of its properties.</param>
    public static SettingType Of(Type type, JsonSerializerContext context) => new(
        context.GetTypeInfo(type) ?? throw new InvalidOperationException($"{context.GetType().Name} does not know {type}."), context);

    /// <summary>The last type argument of a generic list or dictionary; for other list types, <see cref="string"/>.</summary>
    private static Type ItemType(Type type) => type.GenericTypeArguments is [.., var item] ? item : typeof(string);
}
