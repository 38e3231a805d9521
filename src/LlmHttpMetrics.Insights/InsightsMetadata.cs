using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Insights;

/// <summary>Source-generated metadata of this package's options: the names and types of the settings that configuration may set.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmStatisticsOptions))]
[JsonSerializable(typeof(LlmBudgetsOptions))]
internal sealed partial class InsightsMetadata : JsonSerializerContext;
