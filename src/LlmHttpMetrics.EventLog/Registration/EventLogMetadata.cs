using System.Text.Json.Serialization;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>The names and types of an event log's options, as the compiler reads them from their class: what configuration may set.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmEventLogOptions))]
internal sealed partial class EventLogMetadata : JsonSerializerContext;
