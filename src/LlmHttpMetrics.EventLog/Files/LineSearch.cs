using System.Buffers.Binary;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>What of a file a filter names.</summary>
/// <param name="Any">There are such lines.</param>
/// <param name="LongLines">Those of them that are too long to be read, by their numbers.</param>
internal sealed record LineSearch(bool Any, IReadOnlySet<long> LongLines)
{
    public const int MaxLineLength = 64 * 1024 * 1024;

    private const int GzipLength = 4;

    /// <exception cref="InvalidDataException">The file is compressed and damaged: what of it can be read would, written anew, look whole.</exception>
    public static async Task<LineSearch> FindAsync(FileStream file, LineFilter filter, CancellationToken cancellationToken)
    {
        var any = false;
        HashSet<long> longLines = [];
        LineReader lines = new(file, MaxLineLength, inPieces: true);
        await using (lines.ConfigureAwait(false))
        {
            PieceSearch? pieces = null;
            while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (lines.State is not (LineState.Part or LineState.TooLong))
                {
                    any |= filter.Match(lines.Line.Span) != LineMatch.None;
                    continue;
                }

                pieces ??= filter.BeginPieces();
                pieces.Add(lines.Line.Span);
                if (lines.State == LineState.TooLong)
                {
                    _ = pieces.AreFound && longLines.Add(lines.Number);
                    pieces = null;
                }
            }

            if (lines.IsDamaged || (lines.IsZipped && !EndsWith(file, lines.Bytes)))
            {
                throw new InvalidDataException("The gzip data is damaged or ends too soon.");
            }
        }

        return new LineSearch(any || longLines.Count > 0, longLines);
    }

    /// <summary>The compressed data ends with the number of bytes that were in it: it has not been cut off.</summary>
    private static bool EndsWith(FileStream file, long bytes)
    {
        Span<byte> end = stackalloc byte[GzipLength];
        return file.Length > GzipLength
            && RandomAccess.Read(file.SafeFileHandle, end, file.Length - GzipLength) == GzipLength
            && BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)bytes;
    }
}
