using System.IO.Compression;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The data files in this assembly, compressed with Brotli.</summary>
internal static class PackedResource
{
    public static byte[] Open(string name)
    {
        using var resource = typeof(PackedResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var unpacked = new MemoryStream(capacity: 1 << 21);
        using (var brotli = new BrotliStream(resource, CompressionMode.Decompress))
        {
            brotli.CopyTo(unpacked, 1 << 16);
        }

        return unpacked.ToArray();
    }
}
