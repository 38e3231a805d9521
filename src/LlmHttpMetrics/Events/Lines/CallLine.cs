using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>What the caller said about a call, as it stands in a line.</summary>
internal sealed class CallLine
{
    [JsonPropertyName("op")]
    public string? OperationName { get; set; }

    [JsonPropertyName("s")]
    public string? SessionId { get; set; }

    [JsonPropertyName("u")]
    public string? UserId { get; set; }

    [JsonPropertyName("f")]
    public string? Feature { get; set; }

    [JsonPropertyName("pv")]
    public string? PromptVersion { get; set; }

    [JsonPropertyName("e")]
    public string? Experiment { get; set; }

    [JsonPropertyName("v")]
    public string? Variant { get; set; }

    [JsonPropertyName("sy")]
    public string? Strategy { get; set; }

    [JsonPropertyName("tz")]
    public string? Tokenizer { get; set; }

    [JsonPropertyName("m")]
    public string? Model { get; set; }

    [JsonPropertyName("t")]
    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    public static CallLine? Of(LlmCallInfo? call) => call is null ? null : new()
    {
        OperationName = call.OperationName,
        SessionId = call.SessionId,
        UserId = call.UserId,
        Feature = call.Feature,
        PromptVersion = call.PromptVersion,
        Experiment = call.Experiment,
        Variant = call.Variant,
        Strategy = call.Strategy,
        Tokenizer = call.Tokenizer,
        Model = call.Model,
        Tags = call.Tags.Count > 0 ? call.Tags : null,
    };

    public LlmCallInfo ToCall() => new()
    {
        OperationName = OperationName,
        SessionId = SessionId,
        UserId = UserId,
        Feature = Feature,
        PromptVersion = PromptVersion,
        Experiment = Experiment,
        Variant = Variant,
        Strategy = Strategy,
        Tokenizer = Tokenizer,
        Model = Model,
        Tags = Tags ?? new Dictionary<string, string>(),
    };
}
