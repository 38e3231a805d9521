using System.Text.Json.Serialization;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>
/// A line of the event log: every property of <see cref="LlmEvent"/> by a short name, its default left out. Figures of a kind are
/// one list, to which later ones are added at the end. What is alike from call to call stands together, and so compresses to almost nothing.
/// </summary>
internal sealed class EventLine
{
    [JsonPropertyName("v")]
    public int Version { get; set; }

    [JsonPropertyName("t")]
    [JsonConverter(typeof(InstantConverter))]
    public DateTimeOffset? Timestamp { get; set; }

    [JsonPropertyName("id")]
    [JsonConverter(typeof(IdConverter))]
    public Guid? Id { get; set; }

    [JsonPropertyName("tr")]
    public string? TraceId { get; set; }

    [JsonPropertyName("sp")]
    public string? SpanId { get; set; }

    [JsonPropertyName("sc")]
    [JsonConverter(typeof(ScopeConverter))]
    public string? ScopeId { get; set; }

    [JsonPropertyName("ri")]
    public string? ResponseId { get; set; }

    [JsonPropertyName("by")]
    public CallLine? Call { get; set; }

    [JsonPropertyName("c")]
    public string? ClientName { get; set; }

    [JsonPropertyName("p")]
    public string? Provider { get; set; }

    [JsonPropertyName("op")]
    public string? Operation { get; set; }

    [JsonPropertyName("f")]
    public string? WireFormat { get; set; }

    [JsonPropertyName("h")]
    public string? ServerAddress { get; set; }

    [JsonPropertyName("hp")]
    public int? ServerPort { get; set; }

    [JsonPropertyName("m")]
    public string? RequestModel { get; set; }

    [JsonPropertyName("rm")]
    public string? ResponseModel { get; set; }

    [JsonPropertyName("fin")]
    public IReadOnlyList<string?>? FinishReasons { get; set; }

    [JsonPropertyName("o")]
    public string? Outcome { get; set; }

    [JsonPropertyName("e")]
    public string? ErrorType { get; set; }

    [JsonPropertyName("ec")]
    public string? ProviderErrorCode { get; set; }

    [JsonPropertyName("et")]
    public string? ProviderErrorType { get; set; }

    [JsonPropertyName("em")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("st")]
    public int? StatusCode { get; set; }

    [JsonPropertyName("sa")]
    public bool StreamRequested { get; set; }

    [JsonPropertyName("s")]
    public bool Streamed { get; set; }

    [JsonPropertyName("tb")]
    public string? TokenSource { get; set; }

    [JsonPropertyName("own")]
    public CountLine? OwnCount { get; set; }

    [JsonPropertyName("fb")]
    public string? Fallback { get; set; }

    [JsonPropertyName("fr")]
    public string? FallbackReason { get; set; }

    [JsonPropertyName("sf")]
    public IReadOnlyDictionary<string, string>? StrategyFallbacks { get; set; }

    [JsonPropertyName("an")]
    public IReadOnlyList<string?>? Anomalies { get; set; }

    [JsonPropertyName("nu")]
    public bool UsageMissing { get; set; }

    [JsonPropertyName("usage_pending")]
    public bool UsagePending { get; set; }

    [JsonPropertyName("constant_tags")]
    public IReadOnlyDictionary<string, string>? ConstantTags { get; set; }

    [JsonPropertyName("price_missing")]
    public bool PriceMissing { get; set; }

    [JsonPropertyName("qa")]
    public string? RequestedServiceTier { get; set; }

    [JsonPropertyName("q")]
    public string? ServedServiceTier { get; set; }

    [JsonPropertyName("sy")]
    public string? Strategy { get; set; }

    [JsonPropertyName("sr")]
    public string? StrategyReason { get; set; }

    [JsonPropertyName("n")]
    public int? Attempts { get; set; }

    [JsonPropertyName("rn")]
    public int? RetryNumber { get; set; }

    /// <summary>Milliseconds to the microsecond: duration, time to first token and first answer, time per output token, longest stall.</summary>
    [JsonPropertyName("ms")]
    public double?[]? Times { get; set; }

    [JsonPropertyName("ch")]
    public int Chunks { get; set; }

    [JsonPropertyName("fc")]
    public int ToolCalls { get; set; }

    [JsonPropertyName("hc")]
    public int HostedToolCalls { get; set; }

    /// <summary>In the order of <see cref="LlmHostedTools"/>.</summary>
    [JsonPropertyName("ht")]
    public long?[]? HostedTools { get; set; }

    /// <summary>Characters of the prompt, bytes of the request, characters and bytes of the answer.</summary>
    [JsonPropertyName("sz")]
    public long?[]? Sizes { get; set; }

    /// <summary>In the order of <see cref="TokenFigures"/>.</summary>
    [JsonPropertyName("tok")]
    public long?[]? Tokens { get; set; }

    [JsonPropertyName("cap")]
    [JsonConverter(typeof(AmountsConverter))]
    public IReadOnlyDictionary<string, double>? Capacity { get; set; }

    [JsonPropertyName("cost")]
    public decimal? Cost { get; set; }

    [JsonPropertyName("cur")]
    public string? Currency { get; set; }

    [JsonPropertyName("pr")]
    public PriceLine? Price { get; set; }

    [JsonPropertyName("rate")]
    public double? SamplingRate { get; set; }

    [JsonPropertyName("x")]
    [JsonConverter(typeof(CustomValuesConverter))]
    public IDictionary<string, object?>? Custom { get; set; }

    [JsonPropertyName("text")]
    public ContentLine? Content { get; set; }

    [JsonPropertyName("why")]
    public LlmDecisions? Decisions { get; set; }
}
