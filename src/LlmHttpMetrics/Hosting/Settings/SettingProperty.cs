using System.Text.Json.Serialization.Metadata;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>A property of options that configuration may set.</summary>
/// <param name="Info">Reads and sets it.</param>
/// <param name="Type">What it holds.</param>
internal sealed record SettingProperty(JsonPropertyInfo Info, SettingType Type);
