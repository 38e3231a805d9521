namespace LlmHttpMetrics;

/// <summary>
/// What the caller knows about its calls and the wire does not show. Everything goes to the event; to metrics goes only what
/// <see cref="LlmMonitoringOptions.MetricTags"/> lists.
/// </summary>
public sealed class LlmCallInfo
{
    /// <summary>The caller's name of the operation, such as <c>summarize_invoice</c>.</summary>
    public string? OperationName { get; init; }

    /// <summary>The session or conversation.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user on whose behalf the call is made.</summary>
    public string? UserId { get; init; }

    /// <summary>The feature of the product.</summary>
    public string? Feature { get; init; }

    /// <summary>The version of the prompt.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>The experiment.</summary>
    public string? Experiment { get; init; }

    /// <summary>The variant of the experiment.</summary>
    public string? Variant { get; init; }

    /// <summary>
    /// The strategy to measure by: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>, or several with commas
    /// between them. One that is not known is passed over, and counted in <c>llm.measurement.fallbacks</c>.
    /// </summary>
    public string? Strategy { get; init; }

    /// <summary>The name of the tokenizer to count by. Where it is not known, tokens are not counted, and <see cref="LlmFallbackOptions.OnUnknownModel"/> says what stands in their place.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>The model to record as the requested one, in place of the payload's.</summary>
    public string? Model { get; init; }

    /// <summary>Free tags by name.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The tag names of all entries but the free tags; those of <see cref="Entry"/>.</summary>
    internal static readonly string[] EntryNames =
    [
        LlmTagNames.CallOperation, LlmTagNames.SessionId, LlmTagNames.UserId, LlmTagNames.Feature, LlmTagNames.PromptVersion, LlmTagNames.Experiment, LlmTagNames.Variant,
    ];

    /// <summary>The entry that goes by this tag name; <see langword="null"/> where there is none.</summary>
    internal string? Entry(string name) => name switch
    {
        LlmTagNames.CallOperation => OperationName,
        LlmTagNames.SessionId => SessionId,
        LlmTagNames.UserId => UserId,
        LlmTagNames.Feature => Feature,
        LlmTagNames.PromptVersion => PromptVersion,
        LlmTagNames.Experiment => Experiment,
        LlmTagNames.Variant => Variant,
        _ => Tags.TryGetValue(name, out var value) ? value : null,
    };
}
