using System.Text.Json.Serialization;
using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics;

/// <summary>
/// Options of one monitored client. They can be bound from configuration by the names of the properties. What all clients share, such as prices and the
/// queue of events, is set in <see cref="LlmSharedMonitoringOptions"/>.
/// </summary>
public sealed class LlmMonitoringOptions
{
    /// <summary>Whether calls are measured; can be changed while the process runs.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The provider to assume at hosts that cannot be recognised, by its <c>gen_ai.provider.name</c>. Its wire formats are then used at the paths
    /// of its endpoints whatever the payload looks like, and at a path that says nothing if the payload fits. At a known host they are used where the host's
    /// provider has no endpoint for the path and the payload fits, under the name of the host's provider.
    /// </summary>
    /// <value>The default is <see langword="null"/>: such hosts are judged by path and payload.</value>
    public string? Provider { get; set; }

    /// <summary>Providers that this library does not know, each described by its hosts, its paths and where in its bodies what stands.</summary>
    /// <value>The default is none.</value>
    public IList<CustomProvider> Providers { get; } = [];

    /// <summary>Says which requests are measured; one for which it throws is not.</summary>
    /// <value>The default is <see langword="null"/>: all requests that are model calls.</value>
    [JsonIgnore]
    public Func<HttpRequestMessage, bool>? Filter { get; set; }

    /// <summary>Called when a call has ended, to add tags to its span and event. A fault in it is swallowed and counted.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    [JsonIgnore]
    public Action<LlmEnrichmentContext>? Enrich { get; set; }

    /// <summary>The clock that this client's calls are timed by. In code only.</summary>
    /// <value>The default is <see cref="LlmSharedMonitoringOptions.TimeProvider"/>, which is set for all clients.</value>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// The timeout of the client, by which a timeout is told from a cancellation. Needed without a client factory only, which
    /// tells it by itself.
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
    /// What becomes of calls that Microsoft.Extensions.AI, the OpenAI SDK or another instrumentation by the same conventions measures
    /// too. Calls are told apart by that instrumentation's activity: one that is not traced or not sampled is recorded as if alone.
    /// </summary>
    /// <value>The default is <see cref="WhenAlreadyMeasured.Record"/>.</value>
    public WhenAlreadyMeasured WhenAlreadyMeasured { get; set; }

    /// <summary>
    /// Whether .NET's own <c>http.client.request.duration</c> gets <c>gen_ai.provider.name</c> and <c>gen_ai.request.model</c> as tags,
    /// for calls that are measured. Each model is a series of that metric then.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TagHttpMetrics { get; set; }

    /// <summary>
    /// Which entries of the call's scope become tags of metrics: names of <see cref="LlmTagNames"/> (<c>llm.feature</c>) or of
    /// free tags. Each value of such a tag is a series of its own.
    /// </summary>
    /// <value>The default is none.</value>
    public IList<string> MetricTags { get; } = [];

    /// <summary>Whether streams are asked for their usage.</summary>
    /// <value>The default is <see cref="IncludeUsage.AsSent"/>.</value>
    public IncludeUsage IncludeUsage { get; set; }

    /// <summary>
    /// The hosts whose requests <see cref="IncludeUsage.Inject"/> may rewrite. Of a host that sends the usage-only event without being asked, its callers
    /// would no longer see it.
    /// </summary>
    /// <value>The default is <c>api.openai.com</c>; names must not be empty.</value>
    public IList<string> IncludeUsageHosts { get; } = ["api.openai.com"];

    /// <summary>
    /// Whether the provider's error messages go to span and event. They may quote prompts, keys and account names.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RecordErrorMessages { get; set; }

    /// <summary>Which calls get an event, where there are too many of them.</summary>
    public LlmEventSamplingOptions EventSampling { get; } = new();

    /// <summary>Whether events carry the text of calls. Nothing is captured by default.</summary>
    public LlmContentCaptureOptions ContentCapture { get; } = new();

    /// <summary>
    /// Whether events say what was decided about their call and why (<see cref="LlmEvent.Decisions"/>). The log has the same at debug level,
    /// without this.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RecordDecisions { get; set; }

    /// <summary>
    /// By which strategy calls are measured that no rule fits: a name of <see cref="LlmStrategies"/> or of an <see cref="IMeasurementStrategy"/>,
    /// or several with commas between them.
    /// </summary>
    /// <value>The default is <see cref="LlmStrategies.Auto"/>.</value>
    public string DefaultStrategy { get; set; } = LlmStrategies.Auto;

    /// <summary>Rules that choose a strategy; the first that fits a call decides, and the strategy that the call's scope names goes before it.</summary>
    /// <value>The default is none.</value>
    public IList<LlmStrategyRule> AutoRules { get; } = [];

    /// <summary>Strategies of your own, besides those that are registered as services.</summary>
    /// <value>The default is none. No two may have one name.</value>
    [JsonIgnore]
    public IList<IMeasurementStrategy> Strategies { get; } = [];

    /// <summary>
    /// Vocabulary files to count tokens with, by the names under which rules and scopes know them. <c>AddLlmTokenizers()</c> of
    /// LlmHttpMetrics.Tokenizers loads them; they serve all clients of its service provider.
    /// </summary>
    /// <value>The default is none.</value>
    public IDictionary<string, LlmTokenizerSettings> Tokenizers { get; } = new Dictionary<string, LlmTokenizerSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is done where tokens cannot be counted.</summary>
    public LlmFallbackOptions Fallback { get; } = new();

    /// <summary>How tokens are counted that the provider did not report.</summary>
    public LlmPerformanceOptions Performance { get; } = new();

    /// <summary>
    /// Whether calls of this client may be counted by the endpoints that <c>AddLlmCountEndpoints</c> names. Without it there are none.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool UseCountEndpoints { get; set; } = true;

    /// <summary>
    /// How many bytes of a call's text are held until its usage has come, so that they can be counted where it does not come: half of
    /// them for the request, a quarter for the answer. Of longer text the rest is taken to have as many tokens by the byte. Text is held
    /// only where tokenizers or strategies of your own want it, or estimates or comparisons are asked for. Where the provider may be asked to
    /// count, the request's half is shared with its body as it was sent; a body that is longer is not counted so.
    /// </summary>
    /// <value>The default is 65,536; from 4,096 to 1,048,576.</value>
    public int MaxRetainedInput { get; set; } = 65_536;

    /// <summary>Views of this client's calls, by their type; each replaces the one of its type that is registered as a service.</summary>
    internal Dictionary<Type, Func<Telemetry.LlmInstruments, Calls.ICallConsumer>> Consumers { get; } = [];

    /// <summary>The sources of token counters that are registered: what rules may name.</summary>
    internal ITokenCounterSource[] CounterSources { get; set; } = [];

    /// <summary>What binding found wrong; reported with the other errors.</summary>
    internal List<string> BindingErrors { get; } = [];

    /// <summary>Receives the text of requests and answers beside the tally.</summary>
    internal Func<Reading.ITextSink>? TextSink { get; set; }
}
