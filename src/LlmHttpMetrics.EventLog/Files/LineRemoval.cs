using System.IO.Compression;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Removes lines from a file: a new file is written next to it, and replaces it once it is complete and flushed to the disk.</summary>
internal static class LineRemoval
{
    private static readonly byte[] Break = [(byte)'\n'];

    /// <param name="path">The file, plain or compressed.</param>
    /// <param name="exclusive">The same file, opened exclusively.</param>
    /// <param name="filter">Matches the lines to remove.</param>
    /// <param name="cancellationToken">Cancels the work; the file stays unchanged.</param>
    /// <returns>The number of events removed.</returns>
    /// <exception cref="InvalidDataException">The compressed data is damaged; the file stays unchanged.</exception>
    public static async Task<long> RemoveAsync(string path, FileStream exclusive, LineFilter filter, CancellationToken cancellationToken)
    {
        var found = await LineSearch.FindAsync(exclusive, filter, cancellationToken).ConfigureAwait(false);
        exclusive.Position = 0;
        var unfinished = UnfinishedName.Beside(path);
        try
        {
            var (removed, kept) = await WriteAsync(
                unfinished,
                path.EndsWith(LogFileName.Compressed, StringComparison.Ordinal),
                exclusive,
                filter,
                found,
                cancellationToken)
                .ConfigureAwait(false);
            if (kept == 0)
            {
                File.Delete(unfinished);
                LogFiles.Delete(path, exclusive);
            }
            else
            {
                LogFiles.Replace(path, exclusive, unfinished);
            }

            return removed;
        }
        catch (Exception)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static async Task<(long Removed, long Kept)> WriteAsync(
        string path, bool isCompressed, FileStream from, LineFilter filter, LineSearch found, CancellationToken cancellationToken)
    {
        FileStream target = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await using (target.ConfigureAwait(false))
        {
            (long, long) counts;
            if (isCompressed)
            {
                GZipStream zip = new(target, CompressionLevel.Optimal, leaveOpen: true);
                await using (zip.ConfigureAwait(false))
                {
                    counts = await CopyAsync(from, zip, filter, found, cancellationToken).ConfigureAwait(false);
                }
            }
            else
            {
                counts = await CopyAsync(from, target, filter, found, cancellationToken).ConfigureAwait(false);
            }

            target.Flush(flushToDisk: true);
            return counts;
        }
    }

    private static async Task<(long Removed, long Kept)> CopyAsync(
        Stream from,
        Stream to,
        LineFilter filter,
        LineSearch found,
        CancellationToken cancellationToken)
    {
        var (removed, kept) = (0L, 0L);
        LineReader lines = new(from, LineSearch.MaxLineLength, inPieces: true);
        await using (lines.ConfigureAwait(false))
        {
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var isEnd = lines.State != LineState.Part;
                var match = lines.State is not (LineState.Part or LineState.TooLong) ? filter.Match(lines.Line.Span)
                    : found.LongLines.Contains(lines.Number) ? LineMatch.Event : LineMatch.None;
                if (match != LineMatch.None)
                {
                    removed += isEnd && match == LineMatch.Event ? 1 : 0;
                    continue;
                }

                kept += isEnd ? 1 : 0;
                await to.WriteAsync(lines.Line, cancellationToken).ConfigureAwait(false);
                if (lines.HasBreak)
                {
                    await to.WriteAsync(Break, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return (removed, kept);
    }
}
