using System.Collections;
using System.Reflection;

namespace LlmHttpMetrics.Tests.Events.Lines;

/// <summary>Compares objects by their public properties, however deep.</summary>
internal static class EventComparison
{
    /// <summary>Every public property within a value, and whether the other has the same there.</summary>
    public static IEnumerable<(string Path, object? Value, bool Same)> Compare(string path, object value, object? other)
    {
        foreach (var property in PropertiesOf(value.GetType()))
        {
            var (ours, theirs) = (property.GetValue(value), other is null ? null : property.GetValue(other));
            yield return ($"{path}.{property.Name}", ours, Same(ours, theirs));
            if (ours is LlmCallInfo or LlmTokens or LlmContent or LlmDecisions or LlmCostParts)
            {
                foreach (var part in Compare($"{path}.{property.Name}", ours, theirs))
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>The properties that differ.</summary>
    public static IEnumerable<string> Differences(object value, object? other) =>
        Compare("", value, other).Where(found => !found.Same).Select(found => found.Path);

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract");

    private static bool Same(object? one, object? other) => one switch
    {
        string text => text.Equals(other),
        LlmCallInfo or LlmContent => other is not null,
        IDictionary pairs =>
            other is IDictionary others && pairs.Keys.Cast<object>().All(key => Equals(pairs[key], others[key])) && pairs.Count == others.Count,
        IEnumerable items => other is IEnumerable others && items.Cast<object>().SequenceEqual(others.Cast<object>()),
        _ => Equals(one, other),
    };
}
