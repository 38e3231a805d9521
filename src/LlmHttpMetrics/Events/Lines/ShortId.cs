using System.Buffers.Text;
using System.Text.Json;

namespace LlmHttpMetrics.Events.Lines;

/// <summary>An id as 22 characters of Base64 for URLs (RFC 4648, section 5), its bytes in the order of its usual text.</summary>
internal static class ShortId
{
    private const int Bytes = 16;
    private const int Length = 22;

    /// <summary>With the padding that is left out.</summary>
    private const int Padded = 24;

    public static bool TryParse(string text, out Guid id)
    {
        id = default;
        if (text.Length != Length)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Bytes];
        if (!Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/') + "==", bytes, out var count) || count != Bytes)
        {
            return false;
        }

        id = new Guid(bytes, bigEndian: true);
        return true;
    }

    public static void Write(Utf8JsonWriter writer, Guid id)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Span<byte> text = stackalloc byte[Padded];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Base64.EncodeToUtf8(bytes, text, out _, out _);
        text.Replace((byte)'+', (byte)'-');
        text.Replace((byte)'/', (byte)'_');
        writer.WriteStringValue(text[..Length]);
    }
}
