using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Conformance;

/// <summary>The expected values of a record, by the names the corpus gives them.</summary>
internal sealed class Expected(JsonElement element)
{
    /// <summary>A word; an empty one says nothing.</summary>
    public string? Word(string name) => Has(name, out var value) && value.ToString() is { Length: > 0 } word ? word : null;

    public long? Figure(string name) => Has(name, out var value) ? value.GetInt64() : null;

    public bool Is(string name) => Has(name, out var value) && value.GetBoolean();

    public string[] Words(string name) => Has(name, out var value) ? [.. value.EnumerateArray().Select(item => item.ToString())] : [];

    public bool IsKnown(string name) => Has(name, out _);

    private bool Has(string name, out JsonElement value) => element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
