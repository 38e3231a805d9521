using System.Collections.Concurrent;
using LlmHttpMetrics.Calls;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Telemetry;

/// <summary>Names each finish reason that no table knows once a process; its calls count as completed.</summary>
internal static partial class UnknownReasons
{
    /// <summary>Words that are named; the network decides on them.</summary>
    private const int Most = 100;

    private static readonly ConcurrentDictionary<(string, string), bool> Told = [];

    public static void Tell(ILogger logger, CallRecord call)
    {
        if (call.Response?.Facts.UnknownReason is { } reason && Told.Count < Most && logger.IsEnabled(LogLevel.Information)
            && Told.TryAdd((call.Endpoint.Provider, reason.Text), true))
        {
            Unknown(logger, reason.Text, call.Endpoint.Provider);
        }
    }

    [LoggerMessage(8, LogLevel.Information, "The finish reason '{Reason}' of {Provider} is not known; its calls count as completed, and this is said once.")]
    private static partial void Unknown(ILogger logger, string reason, string provider);
}
