using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Prometheus.Serving;

/// <summary>Log messages.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 30,
        EventName = "MetricsPathTaken",
        Level = LogLevel.Error,
        Message = "The path {Path} of MapLlmMetrics is taken by another endpoint, {Other}, so that no request to it can be answered. Give "
            + "MapLlmMetrics another path.")]
    public static partial void PathTaken(ILogger logger, string path, string? other);
}
