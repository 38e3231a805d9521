using System.Collections;
using System.Reflection;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Every text within a value, by reflection, so that a property added later is searched too.</summary>
internal static class PublishedText
{
    public static IEnumerable<(string Path, string Text)> Of(object? value, string path = "")
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                yield return (path, text);
                break;
            case IEnumerable items:
                foreach (var found in items.Cast<object?>().SelectMany((item, i) => Of(item, $"{path}[{i}]")))
                {
                    yield return found;
                }

                break;
            default:
                if (value.GetType() is { } type && !HasParts(type))
                {
                    yield return (path, value.ToString() ?? "");
                    break;
                }

                foreach (var property in value.GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetIndexParameters().Length == 0))
                {
                    foreach (var found in Of(property.GetValue(value), $"{path}.{property.Name}"))
                    {
                        yield return found;
                    }
                }

                break;
        }
    }

    private static bool HasParts(Type type) => !type.IsEnum
        && (type.Assembly == typeof(LlmEvent).Assembly || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)));
}
