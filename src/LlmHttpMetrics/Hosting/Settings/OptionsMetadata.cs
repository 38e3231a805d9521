using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// Source-generated metadata of the options: the names and types of the settings that configuration may set. It is not used to read or write JSON, but as
/// a table of types that works without reflection, also in trimmed and native code. A property with <see cref="JsonIgnoreAttribute"/> can be set in code only.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmMonitoringOptions))]
[JsonSerializable(typeof(LlmSharedMonitoringOptions))]
internal sealed partial class OptionsMetadata : JsonSerializerContext;
