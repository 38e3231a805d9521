using System.IO.Compression;
using System.Text;

namespace LlmHttpMetrics.FuzzTests.Decompression;

/// <summary>Small bodies that become large.</summary>
internal static class Bombs
{
    private const int BlockLength = 64 * 1024;

    public static byte[] Make(string coding, string start, string again, int length)
    {
        using MemoryStream coded = new();
        using (var encoder = Encoder(coding, coded))
        {
            encoder.Write(Encoding.UTF8.GetBytes(start));
            byte[] block = [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(again), BlockLength / again.Length).SelectMany(copy => copy)];
            for (var written = 0; written < length; written += block.Length)
            {
                encoder.Write(block);
            }
        }

        return coded.ToArray();
    }

    private static Stream Encoder(string coding, Stream to) => coding switch
    {
        "gzip" => new GZipStream(to, CompressionLevel.Fastest),
        "deflate" => new ZLibStream(to, CompressionLevel.Fastest),
        "br" => new BrotliStream(to, CompressionLevel.Fastest),
        _ => throw new ArgumentException($"{coding} is no coding.", nameof(coding)),
    };
}
