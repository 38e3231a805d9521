using System.Buffers;
using System.IO.Compression;
using LlmHttpMetrics.TestUtilities;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What events take in files.</summary>
internal static class EventFigures
{
    private const int Count = 10_000;
    private const int MostWithEverything = 2600;
    private const int MostBytes = 2500;
    private const int MostZipped = 220;

    public static IEnumerable<Figure> Measure()
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, EventSamples.Full());
        yield return Figure.Bytes("event with all that one call can have: its line", line.WrittenCount + 1, MostWithEverything);

        var plain = 0L;
        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var callEvent in EventSamples.Realistic(Count, seed: 1))
            {
                line.ResetWrittenCount();
                LlmEventJson.Write(line, callEvent);
                plain += line.WrittenCount + 1;
                zip.Write(line.WrittenSpan);
                zip.WriteByte((byte)'\n');
            }
        }

        yield return Figure.Bytes("event of a service: its line", (double)plain / Count, MostBytes);
        yield return Figure.Bytes("event of a service, in a file with gzip", (double)zipped.Length / Count, MostZipped);
    }
}
