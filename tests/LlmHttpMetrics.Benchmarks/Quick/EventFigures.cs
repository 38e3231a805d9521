using System.Buffers;
using System.IO.Compression;
using LlmHttpMetrics.TestUtilities;

namespace LlmHttpMetrics.Benchmarks.Quick;

/// <summary>What events take in files.</summary>
internal static class EventFigures
{
    private const int Count = 10_000;
    private const int MostBytes = 1200;
    private const int MostZipped = 140;

    public static IEnumerable<Figure> Measure()
    {
        ArrayBufferWriter<byte> line = new();
        LlmEventJson.Write(line, EventSamples.Full());
        yield return Figure.Bytes("event with all that one call can have: its line", line.WrittenCount + 1, MostBytes);

        using MemoryStream zipped = new();
        using (GZipStream zip = new(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var callEvent in EventSamples.Realistic(Count, seed: 1))
            {
                line.ResetWrittenCount();
                LlmEventJson.Write(line, callEvent);
                zip.Write(line.WrittenSpan);
                zip.WriteByte((byte)'\n');
            }
        }

        yield return Figure.Bytes("event of a service, in a file with gzip", (double)zipped.Length / Count, MostZipped);
    }
}
