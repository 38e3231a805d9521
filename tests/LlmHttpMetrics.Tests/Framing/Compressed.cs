using System.IO.Compression;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Answers as a server compresses them, for callers who take them so.</summary>
internal static class Compressed
{
    public static byte[] Gzip(byte[] body) => Through(body, target => new GZipStream(target, CompressionLevel.Optimal));

    public static byte[] Zlib(byte[] body) => Through(body, target => new ZLibStream(target, CompressionLevel.Optimal));

    public static byte[] Bare(byte[] body) => Through(body, target => new DeflateStream(target, CompressionLevel.Optimal));

    public static byte[] Brotli(byte[] body) => Through(body, target => new BrotliStream(target, CompressionLevel.Optimal));

    public static WireCase With(this WireCase plain, string coding, byte[] body) =>
        plain with { Name = $"{coding}, {plain.Name}", ContentEncoding = coding, Body = body };

    private static byte[] Through(byte[] body, Func<Stream, Stream> open)
    {
        using MemoryStream target = new();
        using (var compressing = open(target))
        {
            compressing.Write(body);
        }

        return target.ToArray();
    }
}
