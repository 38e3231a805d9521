using System.IO.Compression;
using LlmHttpMetrics.FuzzTests.Exchanges;

namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>A body with a content coding that is correct, missing, different, corrupted, or a decompression bomb.</summary>
internal sealed class WrongCoding : IMutation
{
    private const int BombLength = 16 << 20;

    private static readonly string[] Codings = ["gzip", "deflate", "br", "x-gzip", "GZIP", "gzip, gzip", "identity", "zstd", "", "gzip;q=1"];

    private static readonly Lazy<byte[]> Bomb = new(() => Gzip(new byte[BombLength]));

    public Exchange Apply(Exchange exchange, Random random)
    {
        var coded = random.Next(8) == 0 ? Bomb.Value : random.Next(3) switch
        {
            0 => exchange.Response,
            1 => Deflate(exchange.Response),
            _ => Gzip(exchange.Response),
        };
        if (random.Next(3) == 0 && coded.Length > 0)
        {
            coded = [.. coded];
            coded[random.Next(coded.Length)] ^= (byte)random.Next(1, 256);
        }

        return exchange.WithHeader("content-encoding", Codings[random.Next(Codings.Length)]) with { Response = coded };
    }

    private static byte[] Gzip(byte[] body)
    {
        using MemoryStream coded = new();
        using (GZipStream gzip = new(coded, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return coded.ToArray();
    }

    private static byte[] Deflate(byte[] body)
    {
        using MemoryStream coded = new();
        using (ZLibStream deflate = new(coded, CompressionLevel.Fastest))
        {
            deflate.Write(body);
        }

        return coded.ToArray();
    }
}
