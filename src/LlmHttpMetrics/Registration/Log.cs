using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Registration;

/// <summary>What is logged about options.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The changed monitoring options of client '{Client}' are invalid and are ignored; the last good ones stay. {Errors}")]
    public static partial void ReloadIgnored(ILogger logger, string client, string errors);
}
