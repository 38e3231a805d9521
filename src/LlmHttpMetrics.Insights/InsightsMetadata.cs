using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Insights;

/// <summary>The names and types of this package's options, as the compiler reads them from their classes: what configuration may set.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LlmStatisticsOptions))]
[JsonSerializable(typeof(LlmBudgetsOptions))]
internal sealed partial class InsightsMetadata : JsonSerializerContext;
