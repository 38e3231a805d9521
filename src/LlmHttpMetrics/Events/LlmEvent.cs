using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Events.Lines;

namespace LlmHttpMetrics;

/// <summary>One record of one call: who, what, how long, how much, how it ended. It holds no content unless an option asks for it.</summary>
/// <remarks>
/// The serializer of <see cref="LlmEventJson"/> is generated from these properties: a property that is added here is written and read, under its name
/// in snake case unless an attribute gives it another one. Empty values are omitted, and the generated code sets an init-only property that a line
/// does not have to the default of its type; therefore the setters of lists replace null by an empty list.
/// </remarks>
public sealed class LlmEvent
{
    internal static readonly IReadOnlyDictionary<string, long> NoTools = ReadOnlyDictionary<string, long>.Empty;

    private static readonly IReadOnlyDictionary<string, string> NoTags = ReadOnlyDictionary<string, string>.Empty;

    private Dictionary<string, string>? _strategyFallbacks;

    /// <summary>A unique id of this record.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the request was sent, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The trace id of the call's span, else of the caller's; <see langword="null"/> where nothing traces.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span id that goes with <see cref="TraceId"/>.</summary>
    public string? SpanId { get; init; }

    /// <summary>What the calls of one <see cref="LlmCall"/> scope share.</summary>
    public string? ScopeId { get; init; }

    /// <summary>What the caller said about the call.</summary>
    public LlmCallInfo? Call { get; set; }

    /// <summary>The name of the HttpClient; empty without a factory.</summary>
    public required string ClientName { get; init => field = value ?? ""; }

    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    [JsonPropertyName("provider_name")]
    public required string Provider { get; init => field = value ?? ""; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    [JsonPropertyName("operation_name")]
    public required string Operation { get; init => field = value ?? ""; }

    /// <summary>The wire format by which the bodies were read.</summary>
    public required string WireFormat { get; init => field = value ?? ""; }

    /// <summary>The host.</summary>
    public required string ServerAddress { get; init => field = value ?? ""; }

    /// <summary>The port.</summary>
    public required int ServerPort { get; init; }

    /// <summary>The model asked for.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The provider's id of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The finish reasons as sent, one per choice.</summary>
    [JsonPropertyName("response_finish_reasons")]
    public IReadOnlyList<string> FinishReasons { get; init => field = value ?? []; } = [];

    /// <summary>How the call ended; see <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init => field = value ?? ""; }

    /// <summary>What kind of error ended it, as in <c>error.type</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The provider's error code as sent.</summary>
    public string? ProviderErrorCode { get; init; }

    /// <summary>The provider's error type as sent.</summary>
    public string? ProviderErrorType { get; init; }

    /// <summary>The provider's error message; only where <see cref="LlmMonitoringOptions.RecordErrorMessages"/> asks for it.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The HTTP status; <see langword="null"/> where no response came.</summary>
    [JsonPropertyName("http_response_status_code")]
    public int? StatusCode { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    [JsonPropertyName("request_stream")]
    public bool StreamRequested { get; init; }

    /// <summary>Whether a stream came.</summary>
    public bool Streamed { get; init; }

    /// <summary>The provider's figures, or ours where it sent none; see <see cref="TokenSource"/>.</summary>
    public required LlmTokens Tokens { get; set => field = value ?? new LlmTokens(); }

    /// <summary>
    /// Where the figures came from: a value of <see cref="LlmTokenSources"/>; <see langword="null"/> where there are none.
    /// </summary>
    public string? TokenSource { get; set; }

    /// <summary>
    /// How figures of ours were come by, of input and output the weaker: a value of <see cref="LlmTokenMethods"/>; <see langword="null"/>
    /// where the provider reported them, or there are none.
    /// </summary>
    public string? TokenMethod { get; set; }

    /// <summary>
    /// Our own figures of a call whose provider reported its own, where the two were compared: by strategy <see cref="LlmStrategies.Hybrid"/>
    /// or to learn.
    /// </summary>
    public LlmTokens? LocalTokens { get; set; }

    /// <summary>The tokenizer that counted, where it was not the provider's; for an estimate, the one that it starts from.</summary>
    public string? Tokenizer { get; set; }

    /// <summary>The version of <see cref="Tokenizer"/>.</summary>
    public string? TokenizerVersion { get; set; }

    /// <summary>How far a figure of ours may be trusted, from 0 to 1; <see langword="null"/> for the provider's.</summary>
    public double? TokenConfidence { get; set; }

    /// <summary>Where the output's figure came from, where that is not <see cref="TokenSource"/>: count endpoints count the input alone.</summary>
    public string? OutputTokenSource { get; set; }

    /// <summary>How far the output's figure may be trusted, from 0 to 1, where it came from <see cref="OutputTokenSource"/>.</summary>
    public double? OutputTokenConfidence { get; set; }

    /// <summary>What stands in place of a count that could not be made, by <see cref="LlmFallbacks"/>.</summary>
    public string? Fallback { get; set; }

    /// <summary>Why it does, as in <c>llm.fallback.reason</c>.</summary>
    public string? FallbackReason { get; set; }

    /// <summary>What is odd about the figures: names of <see cref="LlmAnomalies"/>, none of them for most calls.</summary>
    public IReadOnlyList<string> Anomalies { get; set => field = value ?? []; } = [];

    /// <summary>A successful call that should bear tokens and whose provider sent no usage.</summary>
    public bool UsageMissing { get; set; }

    /// <summary>The provider has promised an answer, and its usage has not come yet; an <see cref="LlmEventAmendment"/> brings it.</summary>
    public bool UsagePending { get; set; }

    /// <summary>The tokens are known, and no price for them is: <see cref="Cost"/> is missing, not zero.</summary>
    public bool PriceMissing { get; set; }

    /// <summary>The service tier asked for.</summary>
    public string? RequestedServiceTier { get; init; }

    /// <summary>The service tier served.</summary>
    public string? ServedServiceTier { get; init; }

    /// <summary>Calls that the client has to run.</summary>
    public int ToolCalls { get; init; }

    /// <summary>Calls that the provider ran itself.</summary>
    public int HostedToolCalls { get; init; }

    /// <summary>
    /// <see cref="HostedToolCalls"/> by kind, under the names of <see cref="LlmHostedTools"/>; they add up to it. The cost is worked out by what the
    /// provider counts where it does so, which may be less: a search that failed is a call, and costs nothing.
    /// </summary>
    public IReadOnlyDictionary<string, long> HostedTools { get; init => field = value ?? NoTools; } = NoTools;

    /// <summary>What is charged of them; null where the provider ran none.</summary>
    internal Reading.HostedToolUse? BilledTools { get; init; }

    /// <summary>From sending the request until the body ended.</summary>
    [JsonPropertyName("duration_ms")]
    public required TimeSpan Duration { get; init; }

    /// <summary>Until the first content of a stream.</summary>
    [JsonPropertyName("time_to_first_token_ms")]
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>Until the first visible text or tool call of a stream.</summary>
    [JsonPropertyName("time_to_first_answer_ms")]
    public TimeSpan? TimeToFirstAnswer { get; init; }

    /// <summary>See <see cref="LlmInstrumentNames.TimePerOutputToken"/>.</summary>
    [JsonPropertyName("time_per_output_token_ms")]
    public TimeSpan? TimePerOutputToken { get; init; }

    /// <summary>The longest that one read of a stream was pending after the first token.</summary>
    [JsonPropertyName("longest_stall_ms")]
    public TimeSpan? LongestStall { get; init; }

    /// <summary>Content-bearing events of a stream.</summary>
    public int Chunks { get; init; }

    /// <summary>How often the request was sent.</summary>
    public required int Attempts { get; init; }

    /// <summary>
    /// The endpoint that answered, if resilience chooses between several, as in <c>llm.endpoint</c>; <see langword="null"/> if there is only one.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// The state of the endpoint's circuit breaker when the call was sent: <c>closed</c>, <c>half_open</c> or <c>open</c>; <see langword="null"/> if
    /// it has none.
    /// </summary>
    public string? CircuitState { get; set; }

    /// <summary>The number of the retry, where an SDK above the client retries and says so.</summary>
    public int? RetryNumber { get; init; }

    /// <summary>Characters (Unicode scalar values) of the request's text.</summary>
    public long PromptCharacters { get; init; }

    /// <summary>Bytes of the request's body.</summary>
    public long RequestBytes { get; init; }

    /// <summary>Characters (Unicode scalar values) of the visible answer.</summary>
    public long ResponseCharacters { get; init; }

    /// <summary>Bytes of the answer's body.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>The strategies by which it was measured; see <see cref="LlmStrategies"/>.</summary>
    public string? Strategy { get; set; }

    /// <summary>What decided on <see cref="Strategy"/>: <c>scope</c>, <c>rule 2</c> or <c>default</c>.</summary>
    public string? StrategyReason { get; set; }

    /// <summary>
    /// Amounts by direction and unit, such as <c>input.characters</c> and <c>output.words</c>, where a strategy counts them. Input is
    /// what the caller sent as text, output the visible answer.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Capacity { get; set; }

    /// <summary>
    /// The share of such calls whose events are kept (<see cref="LlmMonitoringOptions.EventSampling"/>): 1 where all are. An event stands
    /// for 1 / <see cref="SamplingRate"/> calls.
    /// </summary>
    public double SamplingRate { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>Tags that are the same on every event; see <see cref="LlmTagOptions.ConstantTags"/>.</summary>
    public IReadOnlyDictionary<string, string> ConstantTags { get; init => field = value ?? NoTags; } = NoTags;

    /// <summary>
    /// The call's text, redacted, where <see cref="LlmMonitoringOptions.ContentCapture"/> asks for it. It is there when the sinks get the
    /// event, not before.
    /// </summary>
    public LlmContent? Content { get; set; }

    /// <summary>The text before its redaction.</summary>
    internal Events.EventContent? Captured { get; set; }

    /// <summary>What was decided about the call and why, where <see cref="LlmMonitoringOptions.RecordDecisions"/> asks for it.</summary>
    public LlmDecisions? Decisions { get; set; }

    /// <summary>
    /// Values of the user's own: those that <see cref="LlmMonitoringOptions.Enrich"/> adds, and those of an
    /// <see cref="IMeasurementStrategy"/>, each a <see cref="double"/> under the names of strategy and value, such as <c>reading.minutes</c>.
    /// </summary>
    [JsonInclude]
    [JsonConverter(typeof(CustomValuesConverter))]
    public IDictionary<string, object?> Custom { get; internal set => field = value ?? new Dictionary<string, object?>(); } = new Dictionary<string, object?>();

    /// <summary>Strategies of the user's that were asked for and have no values here, each with the reason, as in <c>llm.fallback.reason</c>.</summary>
    [JsonInclude]
    public IReadOnlyDictionary<string, string> StrategyFallbacks
    {
        get => _strategyFallbacks ?? NoTags;
        internal set => _strategyFallbacks = value is null ? null : new(value);
    }

    /// <summary>The price, exact, where it is known.</summary>
    public decimal? Cost { get; set; }

    /// <summary>The currency of <see cref="Cost"/> (ISO 4217).</summary>
    public string? Currency { get; set; }

    /// <summary>Where <see cref="Cost"/> came from: <c>provider</c>, who sent it, or <c>table</c>, by which it was priced here.</summary>
    public string? CostSource { get; set; }

    /// <summary>How <see cref="Cost"/> was arrived at; see <see cref="LlmCostMethods"/>.</summary>
    public string? CostMethod { get; set; }

    /// <summary>How far <see cref="Cost"/> may be trusted, from 0 to 1; what lowers it stands in docs/pricing.md.</summary>
    public double? CostConfidence { get; set; }

    /// <summary>Why <see cref="CostConfidence"/> is lower than that of the price table: values of <see cref="LlmCostDoubts"/>.</summary>
    public IReadOnlyList<string> CostDoubts { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The table that has the price, with its date where it has one: <c>embedded 2026-01-31</c>, the name of a file or of an
    /// <see cref="IPriceSource"/>, or <c>options</c>.
    /// </summary>
    public string? PriceTable { get; set; }

    /// <summary>Where the price is published or agreed, as its table says.</summary>
    public string? PriceSource { get; set; }

    /// <summary>What <see cref="Cost"/> consists of, where it was priced here.</summary>
    public LlmCostParts? CostParts { get; set; }

    internal void AddStrategyFallback(string strategy, string reason) => (_strategyFallbacks ??= [])[strategy] = reason;
}
