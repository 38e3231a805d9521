using System.Text.Json.Serialization;

namespace LlmHttpMetrics;

/// <summary>
/// What the caller knows about its calls and the wire does not show. All of it is written to the event; only the entries listed in
/// <see cref="LlmMonitoringOptions.MetricTags"/> become tags of metrics.
/// </summary>
public sealed class LlmCallInfo
{
    /// <summary>The caller's name of the operation, such as <c>summarize_invoice</c>.</summary>
    [JsonPropertyName("call_operation")]
    public string? OperationName { get; init; }

    /// <summary>The session or conversation.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user on whose behalf the call is made.</summary>
    public string? UserId { get; init; }

    /// <summary>The feature of the product.</summary>
    public string? Feature { get; init; }

    /// <summary>The version of the feature, such as that of its code or of its settings.</summary>
    public string? FeatureVersion { get; init; }

    /// <summary>The version of the prompt.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>The experiment.</summary>
    public string? Experiment { get; init; }

    /// <summary>The variant of the experiment.</summary>
    public string? Variant { get; init; }

    /// <summary>
    /// The strategy to measure by: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>, or several separated by commas.
    /// An unknown strategy is ignored, and counted in <c>llm.measurement.fallbacks</c>.
    /// </summary>
    [JsonPropertyName("call_strategy")]
    public string? Strategy { get; init; }

    /// <summary>
    /// The name of the tokenizer to count with. If it is unknown, tokens are not counted, and <see cref="LlmFallbackOptions.OnUnknownModel"/>
    /// determines what is reported instead.
    /// </summary>
    [JsonPropertyName("call_tokenizer")]
    public string? Tokenizer { get; init; }

    /// <summary>The model to record as the requested one, instead of the one in the payload.</summary>
    [JsonPropertyName("call_model")]
    public string? Model { get; init; }

    /// <summary>Additional tags by name.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The tag names of all entries except the additional tags; those of <see cref="Entry"/>.</summary>
    internal static readonly string[] EntryNames =
    [
        LlmTagNames.CallOperation, LlmTagNames.SessionId, LlmTagNames.UserId, LlmTagNames.Feature, LlmTagNames.FeatureVersion,
        LlmTagNames.PromptVersion, LlmTagNames.Experiment, LlmTagNames.Variant,
    ];

    /// <summary>The entry with this tag name; <see langword="null"/> if there is none.</summary>
    internal string? Entry(string name) => name switch
    {
        LlmTagNames.CallOperation => OperationName,
        LlmTagNames.SessionId => SessionId,
        LlmTagNames.UserId => UserId,
        LlmTagNames.Feature => Feature,
        LlmTagNames.FeatureVersion => FeatureVersion,
        LlmTagNames.PromptVersion => PromptVersion,
        LlmTagNames.Experiment => Experiment,
        LlmTagNames.Variant => Variant,
        _ => Tags.TryGetValue(name, out var value) ? value : null,
    };
}
