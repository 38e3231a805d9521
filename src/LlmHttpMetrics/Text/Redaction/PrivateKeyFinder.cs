namespace LlmHttpMetrics.Text.Redaction;

/// <summary>Finds private keys in PEM (RFC 7468): from the line that begins one to the line that ends it, or to the end of the text.</summary>
internal static class PrivateKeyFinder
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const string Kind = "PRIVATE KEY-----";
    private const int MaxHeader = 64;

    public static (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; ;)
        {
            var next = text[at..].IndexOf(Begin, StringComparison.Ordinal);
            if (next < 0)
            {
                return default;
            }

            at += next;
            if (text.Slice(at, Math.Min(MaxHeader, text.Length - at)).Contains(Kind, StringComparison.Ordinal))
            {
                return (at, Length(text[at..]));
            }

            at += Begin.Length;
        }
    }

    private static int Length(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (end < 0)
        {
            return text.Length;
        }

        end += End.Length;
        var dashes = text[end..].IndexOf(Dashes, StringComparison.Ordinal);
        return dashes < 0 ? text.Length : end + dashes + Dashes.Length;
    }
}
