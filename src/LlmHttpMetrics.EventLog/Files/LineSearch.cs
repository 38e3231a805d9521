using System.Buffers.Binary;
using LlmHttpMetrics.EventLog.Reading;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The lines of a file that match a filter.</summary>
/// <param name="Any">Whether there are any.</param>
/// <param name="LongLines">The numbers of those that are too long to be read as a whole.</param>
internal sealed record LineSearch(bool Any, IReadOnlySet<long> LongLines)
{
    public const int MaxLineLength = 64 * 1024 * 1024;

    private const int GzipLength = 4;

    /// <exception cref="InvalidDataException">
    /// The file is compressed and damaged. If its readable part were rewritten, the damage would no longer be detectable.
    /// </exception>
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
                throw new InvalidDataException("The gzip data is damaged or incomplete.");
            }
        }

        return new LineSearch(any || longLines.Count > 0, longLines);
    }

    /// <summary>Whether the compressed data ends with its uncompressed length (RFC 1952, section 2.3.1), and so has not been cut off.</summary>
    private static bool EndsWith(FileStream file, long bytes)
    {
        Span<byte> end = stackalloc byte[GzipLength];
        return file.Length > GzipLength
            && RandomAccess.Read(file.SafeFileHandle, end, file.Length - GzipLength) == GzipLength
            && BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)bytes;
    }
}
