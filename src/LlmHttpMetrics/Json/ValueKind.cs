namespace LlmHttpMetrics.Json;

/// <summary>The kind of a JSON value.</summary>
internal enum ValueKind : byte
{
    String,
    Literal,
    Object,
    Array,
}
