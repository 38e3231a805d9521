using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Hosting;

/// <summary>What is logged about options and the setup of monitoring.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The changed monitoring options of client '{Client}' are invalid and are ignored; the last good ones stay. {Errors}")]
    public static partial void ReloadIgnored(ILogger logger, string client, string errors);

    [LoggerMessage(36, LogLevel.Error, "The changed monitoring options that all clients share are invalid and are ignored; the last good ones stay. {Errors}")]
    public static partial void SharedReloadIgnored(ILogger logger, string errors);

    [LoggerMessage(26, LogLevel.Error, "Calls of client '{Client}' are not measured, since its monitoring cannot be set up. {Errors}")]
    public static partial void NotMonitored(ILogger logger, string client, string errors);

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "The client '{Client}' was created by the constructor of a service that the monitoring of client '{Other}' needs (a price source, "
            + "strategy, token counter or the like). Its calls are measured from its first one on, but a singleton may exist twice now. Have the "
            + "constructor keep the IHttpClientFactory, and create the client when it is used.")]
    public static partial void ClientAskedFor(ILogger logger, string client, string other);

    [LoggerMessage(
        23, LogLevel.Warning, "Options of client '{Client}': AutoRules[{Rule}] can never decide, since AutoRules[{Earlier}] fits every call that it fits.")]
    public static partial void RuleUnreachable(ILogger logger, string client, int rule, int earlier);
}
