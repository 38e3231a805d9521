using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>The generated serializer of lines. The names are those of the properties in snake case, unless a property states another one.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(InstantConverter), typeof(TextsConverter)])]
[JsonSerializable(typeof(LineHead))]
[JsonSerializable(typeof(LlmEvent))]
[JsonSerializable(typeof(LlmEventAmendment))]
[JsonSerializable(typeof(LlmTokens))]
[JsonSerializable(typeof(LlmCallInfo))]
internal sealed partial class LineContext : JsonSerializerContext;
