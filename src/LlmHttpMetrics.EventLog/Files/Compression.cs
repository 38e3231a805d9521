using System.IO.Compression;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Replaces a file by its compressed form, which gets its final name once it is complete and flushed to the disk.</summary>
internal static class Compression
{
    private const int Step = 64 * 1024;

    /// <param name="path">The file.</param>
    /// <param name="exclusive">The same file, opened exclusively.</param>
    public static void Compress(string path, FileStream exclusive)
    {
        var unfinished = UnfinishedName.Beside(LogFiles.CompressedForm(path));
        try
        {
            using (FileStream target = new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using (GZipStream zip = new(target, CompressionLevel.Optimal, leaveOpen: true))
                {
                    exclusive.CopyTo(zip);
                }

                target.Flush(flushToDisk: true);
            }

            File.Move(unfinished, LogFiles.CompressedForm(path), overwrite: false);
        }
        catch (Exception)
        {
            File.Delete(unfinished);
            throw;
        }

        LogFiles.Delete(path, exclusive);
    }

    /// <summary>Whether the compressed form of a file has the same content, so that the file itself is no longer needed.</summary>
    public static bool IsSame(FileStream plain)
    {
        using var zipped = LogFiles.OpenShared(LogFiles.CompressedForm(plain.Name));
        using GZipStream zip = new(zipped, CompressionMode.Decompress);
        var (expected, found) = (new byte[Step], new byte[Step]);
        try
        {
            int read;
            do
            {
                read = plain.ReadAtLeast(expected, Step, throwOnEndOfStream: false);
                if (zip.ReadAtLeast(found, Step, throwOnEndOfStream: false) != read || !expected.AsSpan(0, read).SequenceEqual(found.AsSpan(0, read)))
                {
                    return false;
                }
            }
            while (read == Step);

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
