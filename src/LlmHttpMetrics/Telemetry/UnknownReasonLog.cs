using System.Collections.Concurrent;
using LlmHttpMetrics.Calls;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Logs each unknown finish reason once; its calls count as completed.</summary>
internal sealed partial class UnknownReasonLog(ILogger logger) : ICallConsumer
{
    /// <summary>The maximum number of reasons that are logged, since the network determines them.</summary>
    private const int MaxReasons = 100;

    private readonly ConcurrentDictionary<(string, string), bool> _logged = [];

    public bool IsEnabled => false;

    public void Completed(in CompletedCall call)
    {
        if (call.Record.Response?.Facts.Finish.UnknownReason is { } reason && _logged.Count < MaxReasons && logger.IsEnabled(LogLevel.Information)
            && _logged.TryAdd((call.Record.Endpoint.Provider, reason.Text), true))
        {
            Unknown(logger, reason.Text, call.Record.Endpoint.Provider);
        }
    }

    [LoggerMessage(8, LogLevel.Information, "The finish reason '{Reason}' of {Provider} is not known; its calls count as completed. This is logged once.")]
    private static partial void Unknown(ILogger logger, string reason, string provider);
}
