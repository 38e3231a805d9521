using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LlmHttpMetrics.Pricing;

/// <summary>Reads a user's file, up to the size that a file of prices may have.</summary>
internal static class PriceFileBytes
{
    /// <summary>Enough for about 30,000 prices.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    private delegate T Reading<T>(FileStream file);

    /// <summary>The bytes; null if the file cannot be read, with the reason added to the errors.</summary>
    public static byte[]? Read(string path, PriceErrors errors) => Open(path, errors, file =>
    {
        var utf8 = new byte[file.Length];
        file.ReadExactly(utf8);
        return utf8;
    });

    /// <summary>A hash of the content, read in parts; null if the file cannot be read, with the reason added to the errors.</summary>
    public static UInt128? Fingerprint(string path, PriceErrors errors) => Open<UInt128?>(path, errors, file =>
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        return Shorten(hash);
    });

    /// <summary>The same hash of content that is already in memory.</summary>
    public static UInt128 Fingerprint(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return Shorten(hash);
    }

    private static UInt128 Shorten(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128LittleEndian(hash);

    private static T? Open<T>(string path, PriceErrors errors, Reading<T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= MaxLength)
            {
                return read(file);
            }

            errors.Add($"{path} has {file.Length} bytes; allowed are {MaxLength}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{path} cannot be read: {e.Message}");
        }

        return default;
    }
}
