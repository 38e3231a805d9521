using System.Text.Json.Serialization;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>How one call was measured, and why so. It has no content.</summary>
internal sealed record AuditLine(
    DateTimeOffset Time,
    Guid Id,
    string Client,
    string Provider,
    string Operation,
    string? RequestModel,
    string? ResponseModel,
    string Outcome,
    string? Strategy,
    string? Reason,
    string? Source,
    string? Tokenizer,
    string? TokenizerVersion,
    double? Confidence,
    long? Input,
    long? Output,
    long? LocalInput,
    long? LocalOutput,
    string? Fallback,
    string? FallbackReason,
    IReadOnlyList<string>? Anomalies)
{
    public static AuditLine Of(LlmEvent e) => new(
        e.Timestamp,
        e.Id,
        e.ClientName,
        e.Provider,
        e.Operation,
        e.RequestModel,
        e.ResponseModel,
        e.Outcome,
        e.Strategy,
        e.StrategyReason,
        e.TokenSource,
        e.Tokenizer,
        e.TokenizerVersion,
        e.TokenConfidence,
        e.Tokens.Input,
        e.Tokens.Output,
        e.LocalTokens?.Input,
        e.LocalTokens?.Output,
        e.Fallback,
        e.FallbackReason,
        e.Anomalies.Count > 0 ? e.Anomalies : null);
}

/// <summary>Writes lines without reflection; what is not known is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext;
