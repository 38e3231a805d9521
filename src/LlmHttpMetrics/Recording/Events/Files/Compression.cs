using System.IO.Compression;

namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>Puts the compressed form of a file in its place. It has its name once it is whole and on the disk.</summary>
internal static class Compression
{
    /// <param name="path">The file.</param>
    /// <param name="alone">The same, held by us alone.</param>
    public static void Compress(string path, FileStream alone)
    {
        var unfinished = path + LogFileName.Unfinished;
        using (FileStream target = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (GZipStream zip = new(target, CompressionLevel.Optimal, leaveOpen: true))
            {
                alone.CopyTo(zip);
            }

            target.Flush(flushToDisk: true);
        }

        File.Move(unfinished, LogFiles.CompressedForm(path), overwrite: true);
        LogFiles.Delete(path, alone);
    }
}
