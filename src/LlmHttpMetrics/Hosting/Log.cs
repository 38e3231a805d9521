using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Hosting;

/// <summary>Log messages on options and the setup of monitoring.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The changed monitoring options of client '{Client}' are invalid; the last valid options remain in effect. {Errors}")]
    public static partial void ReloadIgnored(ILogger logger, string client, string errors);

    [LoggerMessage(36, LogLevel.Error, "The changed monitoring options shared by all clients are invalid; the last valid options remain in effect. {Errors}")]
    public static partial void SharedReloadIgnored(ILogger logger, string errors);

    [LoggerMessage(26, LogLevel.Error, "Calls of client '{Client}' are not measured, because its monitoring cannot be set up. {Errors}")]
    public static partial void NotMonitored(ILogger logger, string client, string errors);

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "The client '{Client}' was created by the constructor of a service that the monitoring of client '{Other}' needs (such as a price source, "
        + "strategy or token counter). Its calls are measured from the first one, but a singleton may now exist twice. Keep the IHttpClientFactory "
        + "in the constructor, and create the client when it is used.")]
    public static partial void ClientAskedFor(ILogger logger, string client, string other);

    [LoggerMessage(
        23, LogLevel.Warning, "Client '{Client}': AutoRules[{Rule}] never applies, because AutoRules[{Earlier}] matches every call that it matches.")]
    public static partial void RuleUnreachable(ILogger logger, string client, int rule, int earlier);
}
