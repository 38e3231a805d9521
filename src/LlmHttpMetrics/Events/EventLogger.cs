using LlmHttpMetrics.Diagnostics.Logging;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>Logs each event as one message with structured fields.</summary>
internal sealed partial class EventLogger(ILoggerFactory loggers) : ILlmEventSink
{
    private const string Category = "LlmHttpMetrics.Events";
    private const int CostDigits = 6;
    private const int TimeDigits = 1;

    private readonly ILogger _logger = SafeLogger.Create(loggers, Category);

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        var e = callEvent;
        var model = e.ResponseModel ?? e.RequestModel;
        if (e.Outcome is LlmOutcomes.Error or LlmOutcomes.Timeout or LlmOutcomes.Broken)
        {
            Failed(
                _logger,
                e.Operation,
                e.Provider,
                model,
                e.Outcome,
                e.ErrorType,
                e.StatusCode,
                Milliseconds(e.Duration),
                e.Attempts,
                e.Id,
                e.ScopeId,
                e.TraceId);
        }
        else if (e.Cost is { } cost)
        {
            Priced(
                _logger, e.Operation, e.Provider, model, e.Outcome, Milliseconds(e.Duration), Milliseconds(e.TimeToFirstToken), e.Tokens.Input,
                e.Tokens.Output, e.TokenSource, e.Attempts,
                Math.Round(cost, CostDigits), e.Currency, e.Id, e.ScopeId, e.TraceId);
        }
        else
        {
            Ended(
                _logger, e.Operation, e.Provider, model, e.Outcome, Milliseconds(e.Duration), Milliseconds(e.TimeToFirstToken), e.Tokens.Input,
                e.Tokens.Output, e.TokenSource, e.Attempts, e.Id, e.ScopeId, e.TraceId);
        }

        return default;
    }

    [LoggerMessage(
        54,
        LogLevel.Information,
        "{Operation} of {Provider} by {Model}: {Outcome} in {DurationMs} ms, first token after {FirstTokenMs} ms, {InputTokens} tokens in and "
            + "{OutputTokens} out by {TokenSource}, {Attempts} attempts. Event {EventId}, scope {ScopeId}, trace {TraceId}.")]
    private static partial void Ended(
        ILogger logger, string operation, string provider, string? model, string outcome, double? durationMs, double? firstTokenMs, long? inputTokens,
        long? outputTokens, string? tokenSource, int attempts, Guid eventId, string? scopeId, string? traceId);

    [LoggerMessage(
        55,
        LogLevel.Information,
        "{Operation} of {Provider} by {Model}: {Outcome} in {DurationMs} ms, first token after {FirstTokenMs} ms, {InputTokens} tokens in and "
            + "{OutputTokens} out by {TokenSource}, {Attempts} attempts, {Cost} {Currency}. Event {EventId}, scope {ScopeId}, trace {TraceId}.")]
    private static partial void Priced(
        ILogger logger, string operation, string provider, string? model, string outcome, double? durationMs, double? firstTokenMs, long? inputTokens,
        long? outputTokens, string? tokenSource, int attempts, decimal cost, string? currency, Guid eventId, string? scopeId, string? traceId);

    [LoggerMessage(
        56,
        LogLevel.Warning,
        "{Operation} of {Provider} by {Model}: {Outcome} ({ErrorType}, status {StatusCode}) after {DurationMs} ms and {Attempts} attempts. Event "
            + "{EventId}, scope {ScopeId}, trace {TraceId}.")]
    private static partial void Failed(
        ILogger logger, string operation, string provider, string? model, string outcome, string? errorType, int? statusCode, double? durationMs,
        int attempts, Guid eventId, string? scopeId, string? traceId);

    private static double? Milliseconds(TimeSpan? time) => time is { } value ? Math.Round(value.TotalMilliseconds, TimeDigits) : null;
}
