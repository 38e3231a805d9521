using System.Collections;
using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Corrects what the binder does differently: a list of values in configuration replaces the default instead of being appended, an empty list or value is
/// kept as empty, and items record the setting they come from, for later error messages.
/// </summary>
internal static class BoundItems
{
    public static void Complete(object options, SettingNode node, SettingType type)
    {
        foreach (var child in node.Children)
        {
            var property = type.Properties[child.Key];
            if (property.Type.Shape == SettingShape.Value)
            {
                if (child.Value is null && property.Type.IsNullable)
                {
                    property.Info.Set?.Invoke(options, null);
                }
            }
            else if (Value(options, property) is { } value)
            {
                CompleteValue(value, child, property.Type);
            }
        }
    }

    /// <summary>The value of the property; an empty list if the configuration has one and the binder did not create it.</summary>
    private static object? Value(object options, SettingProperty property)
    {
        var value = property.Info.Get!(options);
        if (value is null && property.Type is { Shape: SettingShape.List, Info.CreateObject: { } create })
        {
            property.Info.Set?.Invoke(options, value = create());
        }

        return value;
    }

    private static void CompleteValue(object value, SettingNode node, SettingType type)
    {
        switch (type.Shape)
        {
            case SettingShape.List when type.Item!.Shape == SettingShape.Value:
                RemoveDefaults((IList)value, node.Children.Count);
                break;
            case SettingShape.List:
                var list = (IList)value;
                CompleteItems(node, type.Item, list.Cast<object>().Skip(list.Count - node.Children.Count));
                break;
            case SettingShape.Map when type.Item!.Shape != SettingShape.Value:
                var map = (IDictionary)value;
                CompleteItems(node, type.Item, node.Children.Select(child => map[child.Key]!));
                break;
            case SettingShape.Section:
                Complete(value, node, type);
                break;
        }
    }

    private static void CompleteItems(SettingNode node, SettingType type, IEnumerable<object> items)
    {
        foreach (var (item, child) in items.Zip(node.Children))
        {
            SetPlace(item, child.Path);
            CompleteValue(item, child, type);
        }
    }

    /// <summary>Removes the defaults to which the binder appended the configured values.</summary>
    private static void RemoveDefaults(IList values, int configured)
    {
        while (values.Count > configured)
        {
            values.RemoveAt(0);
        }
    }

    private static void SetPlace(object item, string path)
    {
        switch (item)
        {
            case CustomProvider provider:
                provider.Setting = path;
                break;
            case CustomEndpoint endpoint:
                endpoint.Setting = path;
                break;
            case LlmPrice price:
                price.Setting = path;
                break;
        }
    }
}
