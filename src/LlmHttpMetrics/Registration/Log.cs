using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Registration;

/// <summary>What is logged about options, and about what follows from them.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The changed monitoring options of client '{Client}' are invalid and are ignored; the last good ones stay. {Errors}")]
    public static partial void ReloadIgnored(ILogger logger, string client, string errors);

    [LoggerMessage(2, LogLevel.Debug, "A call of {Provider} for {Model} is measured by {Strategy}, decided by its {Reason}.")]
    public static partial void StrategyChosen(ILogger logger, string provider, string? model, string strategy, string reason);
}
