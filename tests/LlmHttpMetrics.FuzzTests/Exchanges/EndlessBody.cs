namespace LlmHttpMetrics.FuzzTests.Exchanges;

/// <summary>A body and a tail that repeats behind it, as if they stood in one endless array.</summary>
internal static class EndlessBody
{
    /// <summary>Copies what stands at a position; the number of bytes is less than the buffer's at the end of a body without a tail alone.</summary>
    public static int CopyTo(byte[] body, byte[] tail, long position, Span<byte> buffer)
    {
        var copied = 0;
        while (copied < buffer.Length)
        {
            var part = Part(body, tail, position + copied);
            if (part.IsEmpty)
            {
                break;
            }

            part = part[..Math.Min(part.Length, buffer.Length - copied)];
            part.CopyTo(buffer[copied..]);
            copied += part.Length;
        }

        return copied;
    }

    /// <summary>Whether these bytes stand there.</summary>
    public static bool Has(byte[] body, byte[] tail, long position, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = Part(body, tail, position);
            var count = Math.Min(part.Length, bytes.Length);
            if (count == 0 || !part[..count].SequenceEqual(bytes[..count]))
            {
                return false;
            }

            position += count;
            bytes = bytes[count..];
        }

        return true;
    }

    private static ReadOnlySpan<byte> Part(byte[] body, byte[] tail, long position) =>
        position < body.Length ? body.AsSpan((int)position)
        : tail.Length == 0 ? []
        : tail.AsSpan((int)((position - body.Length) % tail.Length));
}
