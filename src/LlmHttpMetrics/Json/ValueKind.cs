namespace LlmHttpMetrics.Json;

/// <summary>What kind of JSON value a field held.</summary>
internal enum ValueKind : byte
{
    String,
    Literal,
    Object,
    Array,
}
