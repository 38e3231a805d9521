namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Tests with a temporary file whether file locks of the operating system work in a folder. On some network file systems, and if
/// <c>DOTNET_SYSTEM_IO_DISABLEFILELOCKING</c> is set, a file that is being written can be opened exclusively.
/// </summary>
internal static class LockProbe
{
    private const int MaxTries = 3;

    /// <exception cref="Exception">No file can be created in the folder.</exception>
    public static bool Holds(string folder, string prefix)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (TryProbe(UnfinishedName.In(folder, prefix)) is { } holds)
            {
                return holds;
            }
        }

        return false;
    }

    /// <summary>Null if the file was deleted in the meantime.</summary>
    private static bool? TryProbe(string path)
    {
        try
        {
            using EventFile writer = new(path);
            using FileStream second = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (FileFaults.IsInUse(e))
        {
            return true;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
