namespace LlmHttpMetrics.FuzzTests.Mutations;

/// <summary>Cuts and joins bytes.</summary>
internal static class Splicing
{
    public static byte[] Insert(this byte[] body, int at, ReadOnlySpan<byte> bytes) => body.Replace(at, at, bytes);

    public static byte[] Replace(this byte[] body, int start, int end, ReadOnlySpan<byte> bytes)
    {
        var changed = new byte[body.Length - (end - start) + bytes.Length];
        body.AsSpan(0, start).CopyTo(changed);
        bytes.CopyTo(changed.AsSpan(start));
        body.AsSpan(end).CopyTo(changed.AsSpan(start + bytes.Length));
        return changed;
    }

    /// <summary>A length whose magnitude is as likely small as large.</summary>
    public static int Length(this Random random, int fewestBits, int mostBits) => random.Next(1 << fewestBits, 1 << random.Next(fewestBits + 1, mostBits + 1));
}
