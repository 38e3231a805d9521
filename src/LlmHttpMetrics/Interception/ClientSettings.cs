using System.Collections.Frozen;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Interception;

/// <summary>How the calls of a client are measured, by its options as one valid set; replaced as a whole when they change.</summary>
internal sealed record ClientSettings
{
    public required bool Enabled { get; init; }

    public required string ClientName { get; init; }

    public required ProviderCatalogue Catalogue { get; init; }

    /// <summary>Which requests are measured; null for all.</summary>
    public Func<HttpRequestMessage, bool>? Filter { get; init; }

    public required WhenAlreadyMeasured WhenAlreadyMeasured { get; init; }

    public required bool TagHttpMetrics { get; init; }

    /// <summary>The views of the calls.</summary>
    public required CallConsumers Consumers { get; init; }

    /// <summary>What may refuse a call before it is sent; null where nothing may.</summary>
    public ICallGuard? Guard { get; init; }

    /// <summary>How calls are measured besides the provider's figures.</summary>
    public required CallCounting Counting { get; init; }

    /// <summary>By which calls are priced.</summary>
    public required PriceBook Prices { get; init; }

    public required CallSpan Span { get; init; }

    public required CallTags Tags { get; init; }

    public required ChunkTimes Chunks { get; init; }

    /// <summary>Events are made of calls, which need their time of day.</summary>
    public required bool HasEvents { get; init; }

    /// <summary>What of a call's text goes to its event.</summary>
    public required ContentRules Content { get; init; }

    /// <summary>How much of a call's text is held.</summary>
    public required HeldSizes Held { get; init; }

    public TimeSpan? ClientTimeout { get; init; }

    /// <summary>Hosts whose streams are asked for usage; empty where none are.</summary>
    public required FrozenSet<string> InjectHosts { get; init; }

    /// <summary>Where text goes besides; null for nowhere.</summary>
    public Func<ITextSink>? TextSink { get; init; }
}
