using System.Buffers.Binary;
using System.IO.Compression;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>The data files in this assembly. Some are compressed with Brotli: four bytes with the length of the content, and the content.</summary>
internal static class PackedResource
{
    private const int Quality = 11;
    private const int Window = 24;

    /// <summary>The bytes of the file, which stay in the memory of the loaded assembly.</summary>
    public static unsafe ReadOnlySpan<byte> Of(string name)
    {
        using var resource = typeof(PackedResource).Assembly.GetManifestResourceStream(name) as UnmanagedMemoryStream
            ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        return new ReadOnlySpan<byte>(resource.PositionPointer, (int)resource.Length);
    }

    /// <summary>The content of a compressed file.</summary>
    public static byte[] Open(string name)
    {
        var packed = Of(name);
        var content = GC.AllocateUninitializedArray<byte>(BinaryPrimitives.ReadInt32LittleEndian(packed));
        return BrotliDecoder.TryDecompress(packed[sizeof(int)..], content, out var length) && length == content.Length
            ? content
            : throw new InvalidDataException($"{name} is damaged.");
    }

    public static byte[] Pack(ReadOnlySpan<byte> content)
    {
        var packed = new byte[sizeof(int) + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, content.Length);
        return BrotliEncoder.TryCompress(content, packed.AsSpan(sizeof(int)), out var length, Quality, Window)
            ? packed[..(sizeof(int) + length)]
            : throw new InvalidOperationException("The content could not be compressed.");
    }
}
