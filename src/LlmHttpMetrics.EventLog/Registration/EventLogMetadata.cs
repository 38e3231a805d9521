using System.Text.Json.Serialization;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>The names and types of an event log's options that can be set by configuration, generated from their class.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmEventLogOptions))]
internal sealed partial class EventLogMetadata : JsonSerializerContext;
