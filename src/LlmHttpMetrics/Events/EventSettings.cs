using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Events;

/// <summary>The options of a client that concern events.</summary>
internal sealed record EventSettings
{
    /// <summary>Decides which calls get an event.</summary>
    public required EventSampler Sampler { get; init; }

    /// <summary>Which text of a call is put on its event.</summary>
    public required ContentRules Content { get; init; }

    /// <summary>Whether events contain the decisions about their call.</summary>
    public required bool RecordDecisions { get; init; }

    /// <summary>Whether events contain the provider's error messages.</summary>
    public required bool RecordErrorMessages { get; init; }

    /// <summary>Tags that every event contains.</summary>
    public required IReadOnlyDictionary<string, string> ConstantTags { get; init; }

    /// <summary>The application's callback; null if there is none.</summary>
    public Action<LlmEnrichmentContext>? Enrich { get; init; }
}
