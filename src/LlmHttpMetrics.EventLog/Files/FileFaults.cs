namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Classifies exceptions of the file system.</summary>
internal static class FileFaults
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnBsd = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    /// <summary>Whether the file is open elsewhere.</summary>
    public static bool IsInUse(IOException fault) => fault.HResult is WouldBlockOnLinux or WouldBlockOnBsd or SharingViolation or LockViolation;
}
