using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Counting;

/// <summary>Log messages about counts, strategies and learning.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5, Message = "The tokens of a call of {Provider} for {Model} were not counted: {Reason}. Fallback: {Fallback}.")]
    public static partial void FellBack(ILogger logger, LogLevel level, string provider, string? model, string fallback, string reason);

    [LoggerMessage(20, LogLevel.Error, "The strategy {Strategy} threw {Exception} and is not used again.")]
    public static partial void StrategyFailed(ILogger logger, string strategy, string exception);

    [LoggerMessage(21, LogLevel.Error, "The strategy {Strategy} did not finish within {Milliseconds} ms, and is not used {Until}.")]
    public static partial void StrategyStalled(ILogger logger, string strategy, int milliseconds, string until);

    [LoggerMessage(22, LogLevel.Debug, "The strategy {Strategy} has no values for a call of {Provider}: {Reason}.")]
    public static partial void StrategyWithoutValues(ILogger logger, string strategy, string provider, string reason);

    /// <summary>The message of the exception may quote the text that was to be counted.</summary>
    [LoggerMessage(6, LogLevel.Warning, "The tokenizer of {Model} threw {Exception}.")]
    public static partial void TokenizerFailed(ILogger logger, string? model, string exception);

    [LoggerMessage(7, LogLevel.Error, "The tokenizer {Tokenizer} did not finish within {Milliseconds} ms, and is not used again.")]
    public static partial void TokenizerStalled(ILogger logger, string tokenizer, int milliseconds);

    /// <summary>The endpoint's own message may quote the request.</summary>
    [LoggerMessage(EventId = 24, Message = "The count endpoint of {Provider} did not count a call's tokens: {Fault}.")]
    public static partial void CountEndpointFailed(ILogger logger, LogLevel level, string provider, string fault);

    [LoggerMessage(25, LogLevel.Warning, "The count endpoint of {Provider} is not called for {Seconds} s.")]
    public static partial void CountEndpointPaused(ILogger logger, string provider, double seconds);

    [LoggerMessage(30, LogLevel.Warning,
        "The file '{Path}' of Learning.Path does not contain learned data: {Reason}. It is left unchanged, and what is learned now is not saved.")]
    public static partial void LearnedUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(31, LogLevel.Warning, "Learned data cannot be written to the file '{Path}' of Learning.Path: {Reason}. This is logged once.")]
    public static partial void LearnedUnwritable(ILogger logger, string path, string reason);
}
