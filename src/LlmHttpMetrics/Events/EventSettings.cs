using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Events;

/// <summary>What a client's options say about events.</summary>
internal sealed record EventSettings
{
    /// <summary>Which calls get an event.</summary>
    public required EventSampler Sampler { get; init; }

    /// <summary>What of a call's text goes to its event.</summary>
    public required ContentRules Content { get; init; }

    /// <summary>Events say what was decided about their call.</summary>
    public required bool RecordDecisions { get; init; }

    /// <summary>Events have the provider's error messages.</summary>
    public required bool RecordErrorMessages { get; init; }

    /// <summary>Tags that are on every event.</summary>
    public required IReadOnlyDictionary<string, string> ConstantTags { get; init; }

    /// <summary>The application's callback; null where there is none.</summary>
    public Action<LlmEnrichmentContext>? Enrich { get; init; }
}
