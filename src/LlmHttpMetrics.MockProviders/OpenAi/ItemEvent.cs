using System.Text.Json;

namespace LlmHttpMetrics.MockProviders.OpenAi;

/// <summary>An event within an output item; the stream adds type, item, output index and sequence number.</summary>
internal sealed record ItemEvent(string Type, bool IsContent, Action<Utf8JsonWriter> Members);
