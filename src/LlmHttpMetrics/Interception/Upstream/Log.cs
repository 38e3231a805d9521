using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Log messages about other instrumentations that measure the same calls.</summary>
internal static partial class Log
{
    [LoggerMessage(2, LogLevel.Information,
        "Calls of client '{Client}' are measured by '{Instrumentation}' too: sums of gen_ai.* metrics over all meters count them twice. "
        + "The option WhenAlreadyMeasured says what to do about it.")]
    public static partial void AlreadyMeasured(ILogger logger, string client, string instrumentation);

    [LoggerMessage(3, LogLevel.Information,
        "The meter '{Instrumentation}' measures model calls in this process. If these are calls of client '{Client}', sums of gen_ai.* metrics "
        + "over all meters count them twice. The option WhenAlreadyMeasured can separate them if calls are traced.")]
    public static partial void MayBeMeasured(ILogger logger, string client, string instrumentation);
}
