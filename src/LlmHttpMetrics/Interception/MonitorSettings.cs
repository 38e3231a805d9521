using System.Collections.Frozen;
using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Counting.CountEndpoints;
using LlmHttpMetrics.Events;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Custom;
using LlmHttpMetrics.Text.Redaction;

namespace LlmHttpMetrics.Interception;

/// <summary>The options of a client as one valid set; replaced as a whole when they change.</summary>
internal sealed class MonitorSettings(
    LlmMonitoringOptions options, bool countsLocally, PriceBook prices, CountEndpointTable? countEndpoints = null, bool hasSinks = false, bool compares = false)
{
    private readonly CountEndpointTable? _countEndpoints = options.UseCountEndpoints ? countEndpoints : null;

    public bool Enabled { get; } = options.Enabled;

    public ProviderCatalogue Catalogue { get; } = new(options.Provider, CustomTables.Of(options.Providers));

    public Func<HttpRequestMessage, bool>? Filter { get; } = options.Filter;

    public Action<LlmEnrichmentContext>? Enrich { get; } = options.Enrich;

    public SemanticConventions Conventions { get; } = options.SemanticConventions;

    public bool V1 { get; } = options.SemanticConventions.HasFlag(SemanticConventions.V1_41);

    public bool Latest { get; } = options.SemanticConventions.HasFlag(SemanticConventions.Latest);

    public WhenAlreadyMeasured WhenAlreadyMeasured { get; } = options.WhenAlreadyMeasured;

    public bool TagHttpMetrics { get; } = options.TagHttpMetrics;

    public int MaxTagValues { get; } = options.MaxTagValues;

    public string[] MetricTags { get; } = [.. options.MetricTags.Distinct(StringComparer.Ordinal)];

    public StrategyResolver Strategies { get; } = new(options);

    /// <summary>There are tokenizers to count tokens that a provider does not report, or they are estimated.</summary>
    public bool CountsLocally { get; } = CountsHere(options, countsLocally);

    /// <summary>Calls whose provider reports usage are counted too, some of them, to learn from.</summary>
    public bool Learns { get; } = options.Learning.Enabled ?? options.Fallback.OnUnknownModel == LlmFallbacks.Estimate;

    /// <summary>Somebody wants our figures beside the provider's, of calls that are measured by both.</summary>
    public bool Compares { get; } = compares;

    public LlmLearningOptions Learning { get; } = options.Learning;

    /// <summary>By which calls are priced.</summary>
    public PriceBook Prices => prices;

    public LlmFallbackOptions Fallback { get; } = options.Fallback;

    public LlmPerformanceOptions Performance { get; } = options.Performance;

    /// <summary>Bytes of a request's text that are held.</summary>
    public int MostHeldInput { get; } = options.MaxRetainedInput / 2;

    /// <summary>Bytes of a request's text that are held where its body is held too.</summary>
    public int MostHeldInputBesideBody { get; } = options.MaxRetainedInput / 4;

    /// <summary>Bytes of a request's body that are held: without tokenizers none of its text is.</summary>
    public int MostHeldBody => CountsLocally || Compares ? MostHeldInputBesideBody : MostHeldInput;

    /// <summary>Bytes of an answer's text that are held.</summary>
    public int MostHeldOutput { get; } = options.MaxRetainedInput / 4;

    /// <summary>Which calls get an event.</summary>
    public EventSampler Sampler { get; } = new(options.EventSampling);

    /// <summary>What of a call's text goes to its event; nothing where nobody takes events.</summary>
    public ContentRules Content { get; } = new(
        hasSinks ? options.ContentCapture : new LlmContentCaptureOptions(),
        options.MaxRetainedInput,
        isShared: CountsHere(options, countsLocally) || compares || countEndpoints is not null || options.Strategies.Count > 0);

    /// <summary>What is taken out of the stop sequences on a span, which are the caller's text; null where none may be there.</summary>
    public ContentRules? StopSequences { get; } =
        options.ContentCapture.Input ? new ContentRules(options.ContentCapture, options.MaxRetainedInput, isShared: false) : null;

    public bool RecordDecisions { get; } = options.RecordDecisions;

    public bool RecordErrorMessages { get; } = options.RecordErrorMessages;

    public TimeSpan? ClientTimeout { get; } = options.ClientTimeout;

    /// <summary>Hosts whose streams are asked for usage; empty where none are.</summary>
    public FrozenSet<string> InjectHosts { get; } = options.IncludeUsage == IncludeUsage.Inject
        ? options.IncludeUsageHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        : FrozenSet<string>.Empty;

    /// <summary>Where the provider may be asked to count a call; null where it may not.</summary>
    /// <param name="endpoint">What is called.</param>
    /// <param name="scope">What the caller said of the call.</param>
    public CountEndpoint? CountEndpointOf(Endpoint endpoint, LlmCallInfo? scope) =>
        endpoint.Counted && _countEndpoints?.Find(endpoint.Format.CountApi, endpoint.ServerAddress, (int)endpoint.ServerPort) is { } found
        && Strategies.Needs(scope, locally: true).Tokens
            ? found
            : null;

    public Func<Reading.ITextSink>? TextSink { get; } = options.TextSink;

    private static bool CountsHere(LlmMonitoringOptions options, bool hasTokenizers) =>
        hasTokenizers || options.Fallback.OnUnknownModel == LlmFallbacks.Estimate || options.Learning.Enabled == true;
}
