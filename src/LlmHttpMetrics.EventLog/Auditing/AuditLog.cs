using System.Collections.Frozen;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.Events.Lines;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>
/// Writes a line of JSON to a file for each call, and one for each amendment, because an amendment states the source of the figures of a background
/// answer. The queue delivers one event at a time; each is written before the next is delivered.
/// </summary>
internal sealed class AuditLog : ILlmEventSink, IDisposable
{
    /// <summary>The names, of those in the line of an event, that state how a call was measured and why: no content, and nothing set by the caller.</summary>
    private static readonly FrozenSet<string> Names = new[]
    {
        "amends", "amended", "timestamp", "id", "client_name", "provider_name", "operation_name", "request_model", "response_model", "outcome",
        "strategy", "strategy_reason", "strategy_fallbacks", "token_source", "token_method", "token_confidence", "tokenizer", "tokenizer_version",
        "output_token_source", "output_token_confidence", "usage_input_tokens", "usage_output_tokens", "local_tokens", "input_tokens",
        "output_tokens", "usage_missing", "usage_pending", "fallback", "fallback_reason", "anomalies",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly LineFormat Format = new(Names.Contains);

    private readonly LineWriter _writer;

    /// <exception cref="OptionsValidationException">The file cannot be written.</exception>
    public AuditLog(IOptions<AuditLogOptions> options, LlmInstruments instruments, MonitoringLogger logger, TimeProvider? time = null)
    {
        var path = options.Value.Path;
        time ??= TimeProvider.System;
        _writer = new LineWriter(FileAt(path, time), time, logger, instruments);
    }

    public static SingleFile FileAt(string path, TimeProvider time) => new(path, $"audit log '{path}'", time);

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        _writer.Write(callEvent, Format.Write);
        return default;
    }

    public ValueTask AmendAsync(LlmEventAmendment amendment, CancellationToken cancellationToken)
    {
        _writer.Write(amendment, Format.Write);
        return default;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _writer.Flush();
        return default;
    }

    /// <summary>The container may dispose of the sink before its queue has been drained; a later event opens the file again.</summary>
    public void Dispose() => _writer.Dispose();
}
