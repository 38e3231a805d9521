using System.Text.Json;
using LlmHttpMetrics.Registration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Auditing;

/// <summary>Writes a line of JSON for each call to a file. Events come one at a time, from the queue; each is in the file when the next can come.</summary>
internal sealed class AuditLog : ILlmEventSink, IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly string _path;
    private readonly ILogger _logger;
    private FileStream? _file;
    private bool _told;

    /// <exception cref="OptionsValidationException">The file cannot be written.</exception>
    public AuditLog(IOptions<AuditLogOptions> options, ILoggerFactory? loggers = null)
    {
        _path = options.Value.Path;
        _logger = loggers?.CreateLogger("LlmHttpMetrics") ?? NullLogger.Instance;
    }

    public static FileStream Open(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(AuditLine.Of(callEvent), AuditJson.Default.AuditLine), .. LineEnd];
        try
        {
            _file ??= Open(_path);
            await _file.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close();
            if (!_told)
            {
                _told = true;
                Log.AuditFailed(_logger, _path, e.Message);
            }

            // The queue counts it.
            throw;
        }
    }

    /// <summary>The container may dispose of this before its queue has been drained; what still comes opens the file again.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
