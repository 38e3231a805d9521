using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>
/// The names and types of the options, as the compiler reads them from their classes: what configuration may set. No JSON is read or written by it; it
/// is the table of types that works without reflection, also in trimmed and native code. A property with <see cref="JsonIgnoreAttribute"/> is set in code only.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmMonitoringOptions))]
[JsonSerializable(typeof(LlmSharedMonitoringOptions))]
internal sealed partial class OptionsMetadata : JsonSerializerContext;
