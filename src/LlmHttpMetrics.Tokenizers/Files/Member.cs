using System.Text.Json;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>Reads members of JSON objects that may be absent or null.</summary>
internal static class Member
{
    public static JsonElement Required(JsonElement parent, string name, string place) =>
        Optional(parent, name) ?? throw new VocabularyException(place, $"It has no '{name}'.");

    public static JsonElement? Optional(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Returns the items of a required array.</summary>
    public static JsonElement.ArrayEnumerator Items(JsonElement parent, string name, string place) =>
        Required(parent, name, place) is { ValueKind: JsonValueKind.Array } items
            ? items.EnumerateArray()
            : throw new VocabularyException($"{place}.{name}", "It is not an array.");

    public static int? Number(JsonElement parent, string name) =>
        Optional(parent, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static string? Text(JsonElement parent, string name) =>
        Optional(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(JsonElement parent, string name, bool absent = false) => Optional(parent, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => absent,
    };

    /// <summary>The steps of a normalizer or pre-tokenizer: none, one, or those of a sequence, each with its place.</summary>
    public static IEnumerable<(string Place, string Type, JsonElement Step)> Steps(JsonElement root, string name, string inSequence)
    {
        if (Optional(root, name) is not { } step)
        {
            yield break;
        }

        if (Text(step, "type") != "Sequence")
        {
            yield return (name, Text(step, "type") ?? "", step);
            yield break;
        }

        var i = 0;
        foreach (var one in Items(step, inSequence, name))
        {
            yield return (FormattableString.Invariant($"{name}.{inSequence}[{i++}]"), Text(one, "type") ?? "", one);
        }
    }
}
