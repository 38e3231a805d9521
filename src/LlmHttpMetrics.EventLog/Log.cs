using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog;

/// <summary>Log messages about the files of the event log.</summary>
internal static partial class Log
{
    [LoggerMessage(
        50,
        LogLevel.Error,
        "The {Log} cannot be written: {Reason} Calls are not affected. Events are dropped and counted once {Bytes} bytes of them wait. This is logged "
            + "once, until the log can be written again.")]
    public static partial void CannotWrite(ILogger logger, string log, string reason, int bytes);

    [LoggerMessage(51, LogLevel.Information, "The {Log} is written again; {Lost} events were lost.")]
    public static partial void WritesAgain(ILogger logger, string log, long lost);

    [LoggerMessage(52, LogLevel.Warning, "The last line of the event log '{File}' was incomplete: {Bytes} bytes were cut off.")]
    public static partial void CutTornLine(ILogger logger, string file, long bytes);

    [LoggerMessage(53, LogLevel.Warning, "The event log cannot clean up the folder '{Folder}': {Reason} Old files are kept until it can.")]
    public static partial void CannotTidy(ILogger logger, string folder, string reason);

    [LoggerMessage(57, LogLevel.Warning, "The event log leaves '{File}' unchanged: {Reason} This is logged once for each file.")]
    public static partial void FileSkipped(ILogger logger, string file, string reason);

    [LoggerMessage(
        58,
        LogLevel.Warning,
        "Files in the folder '{Folder}' of the event log cannot be locked. Those of other processes are left unchanged until their last event must "
            + "be a day old.")]
    public static partial void LocksDoNotHold(ILogger logger, string folder);
}
