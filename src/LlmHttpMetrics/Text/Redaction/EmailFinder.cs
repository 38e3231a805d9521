namespace LlmHttpMetrics.Text.Redaction;

/// <summary>
/// Finds e-mail addresses: a local part of up to 64 characters, an at sign, and labels separated by dots, the last with at min two letters (RFC
/// 5321, section 4.5.3.1; quoted local parts and address literals are not found).
/// </summary>
internal static class EmailFinder
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 255;

    public static (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var next = text[at..].IndexOf('@');
            if (next < 0)
            {
                break;
            }

            at += next;
            var start = LocalStart(text, from, at);
            var end = DomainEnd(text, at + 1);
            if (start < at && end > at + 1)
            {
                return (start, end - start);
            }
        }

        return default;
    }

    private static int LocalStart(ReadOnlySpan<char> text, int from, int at)
    {
        var min = Math.Max(from, at - MaxLocal);
        var start = at;
        while (start > min && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '%' or '+' or '-' or '\'' or '#' or '&' or '='))
        {
            start--;
        }

        return start;
    }

    /// <summary>The end of the domain; its start if it is not a domain.</summary>
    private static int DomainEnd(ReadOnlySpan<char> text, int start)
    {
        var max = Math.Min(text.Length, start + MaxDomain);
        var end = start;
        while (end < max && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        var domain = text[start..end];
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot - 1 >= 2 && char.IsLetter(domain[dot + 1]) ? end : start;
    }
}
