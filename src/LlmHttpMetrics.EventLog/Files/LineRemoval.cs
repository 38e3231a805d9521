using System.IO.Compression;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Takes lines out of a file: it is written anew beside the old one, and put in its place when it is whole and on the disk.</summary>
internal static class LineRemoval
{
    private static readonly byte[] Break = [(byte)'\n'];

    /// <param name="path">The file, plain or compressed.</param>
    /// <param name="alone">The same, held by us alone.</param>
    /// <param name="filter">What to take out.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    /// <returns>How many events were taken out.</returns>
    /// <exception cref="InvalidDataException">The compressed data is damaged; the file stays as it was.</exception>
    public static async Task<long> RemoveAsync(string path, FileStream alone, LineFilter filter, CancellationToken cancellationToken)
    {
        var found = await LineSearch.FindAsync(alone, filter, cancellationToken).ConfigureAwait(false);
        alone.Position = 0;
        var unfinished = UnfinishedName.Beside(path);
        try
        {
            var (removed, kept) = await WriteAsync(
                unfinished,
                path.EndsWith(LogFileName.Compressed, StringComparison.Ordinal),
                alone,
                filter,
                found,
                cancellationToken)
                .ConfigureAwait(false);
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
