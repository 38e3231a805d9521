using System.IO.Compression;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Puts the compressed form of a file in its place. It has its name once it is whole and on the disk.</summary>
internal static class Compression
{
    private const int Step = 64 * 1024;

    /// <param name="path">The file.</param>
    /// <param name="alone">The same, held by us alone.</param>
    public static void Compress(string path, FileStream alone)
    {
        var unfinished = UnfinishedName.Beside(LogFiles.CompressedForm(path));
        try
        {
            using (FileStream target = new(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using (GZipStream zip = new(target, CompressionLevel.Optimal, leaveOpen: true))
                {
                    alone.CopyTo(zip);
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

        LogFiles.Delete(path, alone);
    }

    /// <summary>The compressed form of a file holds the same, so that the file itself is not needed any more.</summary>
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
