namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Finds out whether the locks of the operating system do anything in a folder, with a file of its own: on network file systems, and where
/// <c>DOTNET_SYSTEM_IO_DISABLEFILELOCKING</c> is set, a file that is being written can be opened by one who wants to be alone with it.
/// </summary>
internal static class LockProbe
{
    private const int MostTries = 3;

    /// <exception cref="Exception">No file can be made in the folder.</exception>
    public static bool Holds(string folder, string prefix)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (TryProbe(UnfinishedName.In(folder, prefix)) is { } holds)
            {
                return holds;
            }
        }

        return false;
    }

    /// <summary>Null where somebody has taken the file away meanwhile.</summary>
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
