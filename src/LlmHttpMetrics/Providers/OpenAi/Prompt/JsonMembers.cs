using System.Text.Json;

namespace LlmHttpMetrics.Providers.OpenAi.Prompt;

/// <summary>Members of JSON whose structure is not known.</summary>
internal static class JsonMembers
{
    /// <summary>A member; null if there is none, or this is not an object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member that is a non-empty string.</summary>
    public static string? Word(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } word ? word : null;

    /// <summary>The elements of an array; none if this is not an array.</summary>
    public static IEnumerable<JsonElement> Elements(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
