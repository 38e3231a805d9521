using System.Collections.Frozen;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Interception;

/// <summary>How the calls of a client are measured, from one valid set of its options; replaced as a whole when they change.</summary>
internal sealed record ClientSettings
{
    public required bool Enabled { get; init; }

    public required string ClientName { get; init; }

    public required ProviderCatalogue Catalogue { get; init; }

    /// <summary>Selects the requests that are measured; null for all.</summary>
    public Func<HttpRequestMessage, bool>? Filter { get; init; }

    public required WhenAlreadyMeasured WhenAlreadyMeasured { get; init; }

    public required bool TagHttpMetrics { get; init; }

    /// <summary>The consumers of the calls.</summary>
    public required CallConsumers Consumers { get; init; }

    /// <summary>Can refuse a call before it is sent; null if no call is refused.</summary>
    public ICallGuard? Guard { get; init; }

    /// <summary>How calls are measured in addition to the provider's figures.</summary>
    public required CallCounting Counting { get; init; }

    /// <summary>The prices of the calls.</summary>
    public required PriceBook Prices { get; init; }

    public required CallSpan Span { get; init; }

    public required CallTags Tags { get; init; }

    public required ChunkTimes Chunks { get; init; }

    /// <summary>Whether events are created from calls, which need the time of day.</summary>
    public required bool HasEvents { get; init; }

    /// <summary>Which parts of a call's text are written to its event.</summary>
    public required ContentRules Content { get; init; }

    /// <summary>How much of a call's text is held.</summary>
    public required HeldSizes Held { get; init; }

    public TimeSpan? ClientTimeout { get; init; }

    /// <summary>The hosts whose streams are asked for usage; empty if there are none.</summary>
    public required FrozenSet<string> InjectHosts { get; init; }

    /// <summary>Creates additional receivers of the text; null if there are none.</summary>
    public Func<ITextSink>? TextSink { get; init; }
}
