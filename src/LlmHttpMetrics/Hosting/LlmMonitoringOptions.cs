using System.Text.Json.Serialization;
using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics;

/// <summary>
/// Options for one monitored client. They can be bound from configuration by property name. Options that all clients share, such as prices and the event
/// queue, are in <see cref="LlmSharedMonitoringOptions"/>.
/// </summary>
public sealed class LlmMonitoringOptions
{
    /// <summary>Whether calls are measured. Can be changed at run time.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The provider to assume for hosts that are not recognized, by <c>gen_ai.provider.name</c>. Its wire formats are used for the paths of its endpoints
    /// with any payload, and for unknown paths if the payload matches. For a known host, they are used if its provider has no endpoint for the path and the
    /// payload matches; the provider name is then that of the host.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the provider of such hosts is inferred from path and payload.</value>
    public string? Provider { get; set; }

    /// <summary>Providers that this library does not know, each described by its hosts, its paths and the structure of its payloads.</summary>
    /// <value>The default is empty.</value>
    public IList<CustomProvider> Providers { get; } = [];

    /// <summary>Returns whether a request is measured. If it throws, the request is not measured.</summary>
    /// <value>The default is <see langword="null"/>: all requests that are model calls.</value>
    [JsonIgnore]
    public Func<HttpRequestMessage, bool>? Filter { get; set; }

    /// <summary>Called when a call has ended, to add tags to its span and event. Exceptions are swallowed and counted.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore]
    public Action<LlmEnrichmentContext>? Enrich { get; set; }

    /// <summary>The clock used to time this client's calls. Can be set in code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/>, which applies to all clients.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// The timeout of the client, used to distinguish a timeout from a cancellation. It is only needed without a client factory; with a factory it is known.
    /// </summary>
    /// <value>The default is <see langword="null"/>. Must be positive.</value>
    public TimeSpan? ClientTimeout { get; set; }

    /// <summary>The generation of the <c>gen_ai.*</c> instruments.</summary>
    /// <value>
    /// The default follows <c>OTEL_SEMCONV_STABILITY_OPT_IN</c>: <see cref="SemanticConventions.Latest"/> for
    /// <c>gen_ai_latest_experimental</c>, <see cref="SemanticConventions.Both"/> for <c>gen_ai_latest_experimental/dup</c>,
    /// else <see cref="SemanticConventions.V1_41"/>.
    /// </value>
    public SemanticConventions SemanticConventions { get; set; } = Vocabulary.ConventionOptIn.Default;

    /// <summary>
    /// The handling of calls that Microsoft.Extensions.AI, the OpenAI SDK or another instrumentation with the same conventions also measures. Such calls
    /// are detected by the activity of that instrumentation: a call that is not traced or not sampled is recorded as if measured once.
    /// </summary>
    /// <value>The default is <see cref="WhenAlreadyMeasured.Record"/>.</value>
    public WhenAlreadyMeasured WhenAlreadyMeasured { get; set; }

    /// <summary>
    /// Whether .NET's own <c>http.client.request.duration</c> gets <c>gen_ai.provider.name</c> and <c>gen_ai.request.model</c> as tags for measured calls.
    /// Each model is then a separate series of that metric.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TagHttpMetrics { get; set; }

    /// <summary>
    /// The entries of the call's scope to add as tags of metrics: names of <see cref="LlmTagNames"/> (<c>llm.feature</c>) or of free tags. Each value of
    /// such a tag is a separate series.
    /// </summary>
    /// <value>The default is empty.</value>
    public IList<string> MetricTags { get; } = [];

    /// <summary>Whether usage is requested for streams.</summary>
    /// <value>The default is <see cref="IncludeUsage.AsSent"/>.</value>
    public IncludeUsage IncludeUsage { get; set; }

    /// <summary>
    /// The hosts whose requests <see cref="IncludeUsage.Inject"/> may rewrite. If a host sends the usage-only event without being asked for it, its callers
    /// no longer receive the event.
    /// </summary>
    /// <value>The default is <c>api.openai.com</c>; names must not be empty.</value>
    public IList<string> IncludeUsageHosts { get; } = ["api.openai.com"];

    /// <summary>
    /// Whether the provider's error messages are added to spans and events. They may quote prompts, keys and account names.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RecordErrorMessages { get; set; }

    /// <summary>Sampling of events.</summary>
    public LlmEventSamplingOptions EventSampling { get; } = new();

    /// <summary>Capture of the text of calls in events. Nothing is captured by default.</summary>
    public LlmContentCaptureOptions ContentCapture { get; } = new();

    /// <summary>
    /// Whether events include the decisions made about their call and the reasons (<see cref="LlmEvent.Decisions"/>). The log contains the same at debug
    /// level, regardless of this setting.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RecordDecisions { get; set; }

    /// <summary>
    /// The strategy for calls that no rule matches: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>, or several separated
    /// by commas.
    /// </summary>
    /// <value>The default is <see cref="LlmStrategies.Auto"/>.</value>
    public string DefaultStrategy { get; set; } = LlmStrategies.Auto;

    /// <summary>Rules that select a strategy. The first rule that matches a call applies; a strategy named in the call's scope takes precedence.</summary>
    /// <value>The default is empty.</value>
    public IList<LlmStrategyRule> AutoRules { get; } = [];

    /// <summary>Custom strategies, in addition to those registered as services.</summary>
    /// <value>The default is empty. Names must be unique.</value>
    [JsonIgnore]
    public IList<IMeasurementStrategy> Strategies { get; } = [];

    /// <summary>
    /// Vocabulary files for counting tokens, by the names that rules and scopes use. They are loaded by <c>AddLlmTokenizers()</c> of
    /// LlmHttpMetrics.Tokenizers and are available to all clients of the service provider.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, LlmTokenizerSettings> Tokenizers { get; } = new Dictionary<string, LlmTokenizerSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fallbacks for tokens that cannot be counted.</summary>
    public LlmFallbackOptions Fallback { get; } = new();

    /// <summary>The counting of tokens that the provider did not report.</summary>
    public LlmPerformanceOptions Performance { get; } = new();

    /// <summary>
    /// Whether the endpoints configured with <c>AddLlmCountEndpoints</c> may count calls of this client. Without these there are none.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool UseCountEndpoints { get; set; } = true;

    /// <summary>
    /// The number of bytes of a call's text to retain until its usage arrives, so that tokens can be counted if it does not: half of them for the request and
    /// a quarter for the answer. The rest of a longer text is assumed to have the same number of tokens per byte. Text is retained only if tokenizers or custom
    /// strategies need it, or estimates or comparisons are enabled. If a count endpoint may be used, the request's half is shared with the body as sent; a
    /// longer body is not counted this way.
    /// </summary>
    /// <value>The default is 65,536; from 4,096 to 1,048,576.</value>
    public int MaxRetainedInput { get; set; } = 65_536;

    /// <summary>The consumers of this client's calls, by type; each replaces the consumer of the same type that is registered as a service.</summary>
    internal Dictionary<Type, Func<Telemetry.LlmInstruments, Calls.ICallConsumer>> Consumers { get; } = [];

    /// <summary>The registered token counter sources, which rules may refer to.</summary>
    internal ITokenCounterSource[] CounterSources { get; set; } = [];

    /// <summary>The errors found while binding configuration; they are reported together with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];

    /// <summary>Receives the text of requests and answers, in addition to the tally.</summary>
    internal Func<Reading.ITextSink>? TextSink { get; set; }
}
