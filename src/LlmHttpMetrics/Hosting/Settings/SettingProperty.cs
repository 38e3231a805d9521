using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>An options property that configuration may set.</summary>
/// <param name="Info">Reads and sets the property.</param>
/// <param name="Type">The type of the property.</param>
internal sealed record SettingProperty(JsonPropertyInfo Info, SettingType Type);
