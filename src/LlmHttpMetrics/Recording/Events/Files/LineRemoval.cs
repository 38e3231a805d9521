using System.IO.Compression;
using LlmHttpMetrics.Recording.Events.Reading;

namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>Takes lines out of a file: it is written anew beside the old one, and put in its place when it is whole and on the disk.</summary>
internal static class LineRemoval
{
    private const int MaxLineLength = 64 * 1024 * 1024;

    private static readonly byte[] Break = [(byte)'\n'];

    /// <summary>There is something to take out.</summary>
    public static async Task<bool> HoldsAnyAsync(string path, LineFilter filter, CancellationToken cancellationToken)
    {
        var stream = LogFiles.OpenShared(path);
        await using (stream.ConfigureAwait(false))
        {
            LineReader lines = new(stream, MaxLineLength);
            await using (lines.ConfigureAwait(false))
            {
                while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (filter.Fits(lines.Line.Span))
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }

    /// <param name="path">The file, plain or compressed.</param>
    /// <param name="alone">The same, held by us alone.</param>
    /// <param name="filter">What to take out.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    /// <returns>How many lines were taken out.</returns>
    public static async Task<long> RemoveAsync(string path, FileStream alone, LineFilter filter, CancellationToken cancellationToken)
    {
        var unfinished = path + LogFileName.Unfinished;
        FileStream target = new(unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
        long removed, kept;
        await using (target.ConfigureAwait(false))
        {
            if (path.EndsWith(LogFileName.Compressed, StringComparison.Ordinal))
            {
                GZipStream zip = new(target, CompressionLevel.Optimal, leaveOpen: true);
                await using (zip.ConfigureAwait(false))
                {
                    (removed, kept) = await CopyAsync(alone, zip, filter, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                (removed, kept) = await CopyAsync(alone, target, filter, cancellationToken).ConfigureAwait(false);
            }

            target.Flush(flushToDisk: true);
        }

        if (kept == 0)
        {
            File.Delete(unfinished);
            LogFiles.Delete(path, alone);
        }
        else
        {
            LogFiles.Replace(path, alone, unfinished);
        }

        return removed;
    }

    private static async Task<(long Removed, long Kept)> CopyAsync(Stream from, Stream to, LineFilter filter, CancellationToken cancellationToken)
    {
        var (removed, kept) = (0L, 0L);
        LineReader lines = new(from, MaxLineLength);
        await using (lines.ConfigureAwait(false))
        {
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (filter.Fits(lines.Line.Span))
                {
                    removed++;
                    continue;
                }

                kept++;
                await to.WriteAsync(lines.Line, cancellationToken).ConfigureAwait(false);
                await to.WriteAsync(Break, cancellationToken).ConfigureAwait(false);
            }
        }

        return (removed, kept);
    }
}
