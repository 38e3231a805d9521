using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Events.Lines;

namespace LlmHttpMetrics;

/// <summary>
/// The record of one call: who called what, how long it took, how much it used, how it ended. It has no content unless an option captures it.
/// </summary>
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
    private LlmCallInfo? _call;

    /// <summary>A unique id of this record.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the request was sent, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The trace id of the call's span, otherwise of the caller's; <see langword="null"/> if there is no trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>The id of the same span.</summary>
    public string? SpanId { get; init; }

    /// <summary>An id that the calls of one <see cref="LlmCall"/> scope share.</summary>
    public string? ScopeId { get; init; }

    /// <summary>What the caller has set for the call; <see langword="null"/> if nothing.</summary>
    public LlmCallInfo? Call
    {
        get => _call;
        init => _call = value;
    }

    /// <summary>The name of the <see cref="HttpClient"/>; empty without a factory.</summary>
    public required string ClientName { get; init => field = value ?? ""; }

    /// <summary>The provider, as in <c>gen_ai.provider.name</c>.</summary>
    [JsonPropertyName("provider_name")]
    public required string Provider { get; init => field = value ?? ""; }

    /// <summary>The operation, as in <c>gen_ai.operation.name</c>.</summary>
    [JsonPropertyName("operation_name")]
    public required string Operation { get; init => field = value ?? ""; }

    /// <summary>The wire format of the bodies.</summary>
    public required string WireFormat { get; init => field = value ?? ""; }

    /// <summary>The host.</summary>
    public required string ServerAddress { get; init => field = value ?? ""; }

    /// <summary>The port.</summary>
    public required int ServerPort { get; init; }

    /// <summary>The requested model.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The provider's id of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The finish reasons as sent, one for each choice.</summary>
    [JsonPropertyName("response_finish_reasons")]
    public IReadOnlyList<string> FinishReasons { get; init => field = value ?? []; } = [];

    /// <summary>How the call ended, a value of <see cref="LlmOutcomes"/>.</summary>
    public required string Outcome { get; init => field = value ?? ""; }

    /// <summary>The kind of error that ended it, as in <c>error.type</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The provider's error code as sent.</summary>
    public string? ProviderErrorCode { get; init; }

    /// <summary>The provider's error type as sent.</summary>
    public string? ProviderErrorType { get; init; }

    /// <summary>The provider's error message; only if <see cref="LlmMonitoringOptions.RecordErrorMessages"/> is set.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The HTTP status; <see langword="null"/> if there was no response.</summary>
    [JsonPropertyName("http_response_status_code")]
    public int? StatusCode { get; init; }

    /// <summary>Whether a stream was requested.</summary>
    [JsonPropertyName("request_stream")]
    public bool StreamRequested { get; init; }

    /// <summary>Whether the answer was a stream.</summary>
    public bool Streamed { get; init; }

    /// <summary>The provider's figures, or local ones if it sent none; see <see cref="TokenSource"/>.</summary>
    public required LlmTokens Tokens { get; set => field = value ?? new LlmTokens(); }

    /// <summary>
    /// The source of the figures: a value of <see cref="LlmTokenSources"/>; <see langword="null"/> if there are none.
    /// </summary>
    public string? TokenSource { get; set; }

    /// <summary>
    /// How the tokens were counted locally, for input or output, whichever is less reliable: a value of <see cref="LlmTokenMethods"/>;
    /// <see langword="null"/> if the provider reported them, or there are none.
    /// </summary>
    public string? TokenMethod { get; set; }

    /// <summary>
    /// The local figures of a call whose provider also reported its own, if the two were compared: by strategy <see cref="LlmStrategies.Hybrid"/>
    /// or for learning.
    /// </summary>
    public LlmTokens? LocalTokens { get; set; }

    /// <summary>The tokenizer that counted, if the provider did not; for an estimate, the one it is based on.</summary>
    public string? Tokenizer { get; set; }

    /// <summary>The version of <see cref="Tokenizer"/>.</summary>
    public string? TokenizerVersion { get; set; }

    /// <summary>The confidence in a local figure, from 0 to 1; <see langword="null"/> for the provider's.</summary>
    public double? TokenConfidence { get; set; }

    /// <summary>The source of the output's figure, if it differs from <see cref="TokenSource"/>: count endpoints only count the input.</summary>
    public string? OutputTokenSource { get; set; }

    /// <summary>The confidence in the output's figure, from 0 to 1, if it is from <see cref="OutputTokenSource"/>.</summary>
    public double? OutputTokenConfidence { get; set; }

    /// <summary>What is reported instead of a count that was not possible, a value of <see cref="LlmFallbacks"/>.</summary>
    public string? Fallback { get; set; }

    /// <summary>The reason for the fallback, as in <c>llm.fallback.reason</c>.</summary>
    public string? FallbackReason { get; set; }

    /// <summary>Anomalies in the figures, values of <see cref="LlmAnomalies"/>; empty for most calls.</summary>
    public IReadOnlyList<string> Anomalies { get; set => field = value ?? []; } = [];

    /// <summary>Whether the provider sent no usage for a successful call that should have tokens.</summary>
    public bool UsageMissing { get; set; }

    /// <summary>Whether the usage of a background answer is still to come; it follows as an <see cref="LlmEventAmendment"/>.</summary>
    public bool UsagePending { get; set; }

    /// <summary>Whether the tokens are known, but there is no price for them: <see cref="Cost"/> is missing, not zero.</summary>
    public bool PriceMissing { get; set; }

    /// <summary>The requested service tier.</summary>
    public string? RequestedServiceTier { get; init; }

    /// <summary>The service tier that was used.</summary>
    public string? ServedServiceTier { get; init; }

    /// <summary>The number of tool calls that the client must execute.</summary>
    public int ToolCalls { get; init; }

    /// <summary>The number of tool calls that the provider executed itself.</summary>
    public int HostedToolCalls { get; init; }

    /// <summary>
    /// <see cref="HostedToolCalls"/> by kind, under the names of <see cref="LlmHostedTools"/>; their sum is the same. If the provider counts what it
    /// charges, the cost is based on that, which may be less: a failed search is a call, and costs nothing.
    /// </summary>
    public IReadOnlyDictionary<string, long> HostedTools { get; init => field = value ?? NoTools; } = NoTools;

    /// <summary>The calls that are charged; null if the provider executed none.</summary>
    internal Reading.HostedToolUse? BilledTools { get; init; }

    /// <summary>The time from sending the request to the end of the body.</summary>
    [JsonPropertyName("duration_ms")]
    [JsonConverter(typeof(MillisecondsConverter))]
    public required TimeSpan Duration { get; init; }

    /// <summary>The time to the first content of a stream.</summary>
    [JsonPropertyName("time_to_first_token_ms")]
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The time to the first visible text or tool call of a stream.</summary>
    [JsonPropertyName("time_to_first_answer_ms")]
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? TimeToFirstAnswer { get; init; }

    /// <summary>See <see cref="LlmInstrumentNames.TimePerOutputToken"/>.</summary>
    [JsonPropertyName("time_per_output_token_ms")]
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? TimePerOutputToken { get; init; }

    /// <summary>The longest time that a read of a stream was pending after the first token.</summary>
    [JsonPropertyName("longest_stall_ms")]
    [JsonConverter(typeof(MillisecondsConverter))]
    public TimeSpan? LongestStall { get; init; }

    /// <summary>The number of stream events with content.</summary>
    public int Chunks { get; init; }

    /// <summary>The number of times the request was sent.</summary>
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

    /// <summary>The number of the retry, if an SDK above the client retries and reports it.</summary>
    public int? RetryNumber { get; init; }

    /// <summary>The number of characters (Unicode scalar values) of the request's text.</summary>
    public long PromptCharacters { get; init; }

    /// <summary>The length of the request's body, in bytes.</summary>
    public long RequestBytes { get; init; }

    /// <summary>The number of characters (Unicode scalar values) of the visible answer.</summary>
    public long ResponseCharacters { get; init; }

    /// <summary>The length of the answer's body, in bytes.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>The strategies that measured the call; see <see cref="LlmStrategies"/>.</summary>
    public string? Strategy { get; set; }

    /// <summary>What selected <see cref="Strategy"/>: <c>scope</c>, <c>rule 2</c> or <c>default</c>.</summary>
    public string? StrategyReason { get; set; }

    /// <summary>
    /// Amounts by direction and unit, such as <c>input.characters</c> and <c>output.words</c>, if a strategy counts them. Input is
    /// the text of the request, output the visible answer.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Capacity { get; set; }

    /// <summary>
    /// The share of such calls whose events are kept (<see cref="LlmMonitoringOptions.EventSampling"/>): 1 if all are. An event represents
    /// 1 / <see cref="SamplingRate"/> calls.
    /// </summary>
    public double SamplingRate { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>Tags that are the same on every event; see <see cref="LlmTagOptions.ConstantTags"/>.</summary>
    public IReadOnlyDictionary<string, string> ConstantTags { get; init => field = value ?? NoTags; } = NoTags;

    /// <summary>
    /// The redacted text of the call, if <see cref="LlmMonitoringOptions.ContentCapture"/> captures it. It is set when the event is passed to the sinks, not
    /// before.
    /// </summary>
    public LlmContent? Content { get; set; }

    /// <summary>The text before its redaction.</summary>
    internal Events.EventContent? Captured { get; set; }

    /// <summary>What was decided about the call and why, if <see cref="LlmMonitoringOptions.RecordDecisions"/> is set.</summary>
    public LlmDecisions? Decisions { get; set; }

    /// <summary>
    /// The application's own values: those that <see cref="LlmMonitoringOptions.Enrich"/> adds, and those of an
    /// <see cref="IMeasurementStrategy"/>, each a <see cref="double"/> under the names of strategy and value, such as <c>reading.minutes</c>.
    /// </summary>
    [JsonInclude]
    [JsonConverter(typeof(CustomValuesConverter))]
    public IDictionary<string, object?> Custom { get; internal set => field = value ?? new Dictionary<string, object?>(); } = new Dictionary<string, object?>();

    /// <summary>The application's strategies that were requested and have no values, each with the reason, as in <c>llm.fallback.reason</c>.</summary>
    [JsonInclude]
    public IReadOnlyDictionary<string, string> StrategyFallbacks
    {
        get => _strategyFallbacks ?? NoTags;
        internal set => _strategyFallbacks = value is null ? null : new(value);
    }

    /// <summary>The exact cost; <see langword="null"/> if it is not known.</summary>
    public decimal? Cost { get; set; }

    /// <summary>The currency of <see cref="Cost"/> (ISO 4217).</summary>
    public string? Currency { get; set; }

    /// <summary>The source of <see cref="Cost"/>: <c>provider</c>, which sent it, or <c>table</c>, from which it was calculated.</summary>
    public string? CostSource { get; set; }

    /// <summary>How <see cref="Cost"/> was calculated, a value of <see cref="LlmCostMethods"/>.</summary>
    public string? CostMethod { get; set; }

    /// <summary>The confidence in <see cref="Cost"/>, from 0 to 1; docs/pricing.md lists what lowers it.</summary>
    public double? CostConfidence { get; set; }

    /// <summary>Why <see cref="CostConfidence"/> is lower than that of the price table: values of <see cref="LlmCostDoubts"/>.</summary>
    public IReadOnlyList<string> CostDoubts { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The price table, with its date if it has one: <c>embedded 2026-01-31</c>, the name of a file or of an
    /// <see cref="IPriceSource"/>, or <c>options</c>.
    /// </summary>
    public string? PriceTable { get; set; }

    /// <summary>Where the price is published or agreed, according to its table.</summary>
    public string? PriceSource { get; set; }

    /// <summary>The parts of <see cref="Cost"/>, if it was calculated from a price table.</summary>
    public LlmCostParts? CostParts { get; set; }

    /// <summary>Sets what the caller has set, for a line, in which it is read after the event.</summary>
    internal void SetCall(LlmCallInfo? call) => _call = call;

    internal void AddStrategyFallback(string strategy, string reason) => (_strategyFallbacks ??= [])[strategy] = reason;
}
