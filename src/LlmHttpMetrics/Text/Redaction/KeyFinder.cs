namespace LlmHttpMetrics.Text.Redaction;

/// <summary>Finds API keys by their vendors' prefixes, tokens of an Authorization header, and JSON Web Tokens.</summary>
internal static class KeyFinder
{
    /// <summary>"Bearer" is also an ordinary word: what follows counts as a token from this length.</summary>
    private const int MinBearerLength = 16;

    /// <summary>A header and a payload alone are longer than this.</summary>
    private const int MinJwtLength = 30;

    /// <summary>Prefixes, and the minimum number of characters after each.</summary>
    private static readonly (string Start, int MinLength)[] Prefixes =
    [
        ("sk-", 16), ("sk_live_", 10), ("sk_test_", 10), ("rk_live_", 10), ("rk_test_", 10), ("pk-", 20), ("gsk_", 20), ("xai-", 20), ("pplx-", 20),
        ("hf_", 20), ("r8_", 20), ("nvapi-", 20), ("AIza", 30), ("AKIA", 16), ("ASIA", 16), ("ya29.", 20), ("ghp_", 30), ("gho_", 30), ("ghu_", 30),
        ("ghs_", 30), ("ghr_", 30), ("github_pat_", 30), ("glpat-", 20), ("npm_", 30), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10),
        ("xoxs-", 10), ("SG.", 20), ("pa-", 32), ("jina_", 20), ("fw_", 20), ("tgp_v1_", 20), ("lsv2_", 20), ("dapi", 32), ("AQ.", 30),
    ];

    public static (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length;)
        {
            if (!IsOfWord(text[at]) || (at > 0 && IsOfWord(text[at - 1])))
            {
                at++;
                continue;
            }

            var end = at + WordLength(text[at..]);
            var word = text[at..end];
            if (KeyStart(word) is >= 0 and var start)
            {
                return (at + start, word.Length - start);
            }

            if (IsJwt(word))
            {
                return (at, word.Length);
            }

            if (word.Equals("bearer", StringComparison.OrdinalIgnoreCase) && BearerToken(text, end) is { Length: > 0 } token)
            {
                return token;
            }

            at = end;
        }

        return default;
    }

    /// <summary>The position in a word where a key begins, which continues to the end of the word; -1 if there is none.</summary>
    private static int KeyStart(ReadOnlySpan<char> word)
    {
        for (var at = 0; at < word.Length; at++)
        {
            if ((at == 0 || !char.IsAsciiLetterOrDigit(word[at - 1])) && IsKey(word[at..]))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsKey(ReadOnlySpan<char> word)
    {
        foreach (var (start, minLength) in Prefixes)
        {
            if (word.Length - start.Length >= minLength && word.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Three parts, the first of which is the Base64 of a JSON object (RFC 7519, section 3).</summary>
    private static bool IsJwt(ReadOnlySpan<char> word) =>
        word.Length >= MinJwtLength && word.StartsWith("eyJ", StringComparison.Ordinal) && word.Count('.') == 2;

    /// <summary>The token after the scheme (RFC 6750, section 2.1).</summary>
    private static (int Start, int Length) BearerToken(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start < text.Length && text[start] is ' ' or '\t' or ':' && start - end < 4)
        {
            start++;
        }

        var token = start;
        while (token < text.Length && (IsOfWord(text[token]) || text[token] is '~' or '+' or '/' or '='))
        {
            token++;
        }

        return start > end && token - start >= MinBearerLength ? (start, token - start) : default;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsOfWord(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
}
