using System.Buffers;
using System.Text.Json;
using LlmHttpMetrics.Diagnostics.Logging;
using LlmHttpMetrics.EventLog.Files;
using LlmHttpMetrics.Telemetry;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.EventLog.Auditing;

/// <summary>Writes a line of JSON for each call to a file. Events come one at a time, from the queue; each is in the file when the next can come.</summary>
internal sealed class AuditLog : ILlmEventSink, IDisposable
{
    private readonly LineWriter _writer;

    /// <exception cref="OptionsValidationException">The file cannot be written.</exception>
    public AuditLog(IOptions<AuditLogOptions> options, LlmInstruments instruments, MonitoringLogger logger, TimeProvider? time = null)
    {
        var path = options.Value.Path;
        time ??= TimeProvider.System;
        _writer = new LineWriter(FileAt(path, time), Format, time, logger, instruments);
    }

    public static SingleFile FileAt(string path, TimeProvider time) => new(path, $"audit log '{path}'", time);

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        _writer.Write(callEvent);
        return default;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _writer.Flush();
        return default;
    }

    /// <summary>The container may dispose of this before its queue has been drained; what still comes opens the file again.</summary>
    public void Dispose() => _writer.Dispose();

    private static void Format(IBufferWriter<byte> line, LlmEvent callEvent)
    {
        using Utf8JsonWriter json = new(line);
        JsonSerializer.Serialize(json, AuditLine.Of(callEvent), AuditJson.Default.AuditLine);
    }
}
