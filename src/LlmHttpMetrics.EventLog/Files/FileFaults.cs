namespace LlmHttpMetrics.EventLog.Files;

/// <summary>What a fault of the file system means.</summary>
internal static class FileFaults
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnBsd = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    /// <summary>Somebody else has the file open; any other fault says nothing of that.</summary>
    public static bool IsInUse(IOException fault) => fault.HResult is WouldBlockOnLinux or WouldBlockOnBsd or SharingViolation or LockViolation;
}
