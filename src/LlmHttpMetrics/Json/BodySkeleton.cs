namespace LlmHttpMetrics.Json;

/// <summary>What stands in a body around its long texts.</summary>
internal static class BodySkeleton
{
    /// <summary>Longer strings are texts, and no two answers have the same.</summary>
    private const int LongText = 64;

    /// <summary>Writes as much of a document as there is room for, up to a string that has no end here; returns how much that is.</summary>
    /// <param name="document">The document.</param>
    /// <param name="skeleton">Where to.</param>
    /// <param name="mark">Stands for each long text.</param>
    public static int Write(ReadOnlySpan<byte> document, Span<byte> skeleton, byte mark)
    {
        var length = 0;
        while (!document.IsEmpty)
        {
            var between = document.IndexOf((byte)'"') + 1;
            if (between == 0)
            {
                return length + Copy(document, skeleton[length..]);
            }

            var inside = StringLength(document[between..]);
            if (inside < 0)
            {
                break;
            }

            var whole = document[..(between + inside + 1)];
            var isText = inside > LongText && !document[whole.Length..].StartsWith(":"u8);
            var needed = isText ? between + 2 : whole.Length;
            if (needed > skeleton.Length - length)
            {
                break;
            }

            whole[..(isText ? between : whole.Length)].CopyTo(skeleton[length..]);
            length += needed;
            if (isText)
            {
                skeleton[length - 2] = mark;
                skeleton[length - 1] = (byte)'"';
            }

            document = document[whole.Length..];
        }

        return length;
    }

    private static int Copy(ReadOnlySpan<byte> rest, Span<byte> skeleton)
    {
        var length = Math.Min(rest.Length, skeleton.Length);
        rest[..length].CopyTo(skeleton);
        return length;
    }

    /// <summary>The length of a string up to its closing quote; negative where that is not here.</summary>
    private static int StringLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var next)
        {
            at += next;
            if (text[at] == '"')
            {
                return at;
            }

            at += 2;
        }

        return -1;
    }
}
