namespace LlmHttpMetrics.Text.Redaction;

/// <summary>
/// Finds the numbers of payment cards: 13 to 19 digits that begin with 2 to 6, plain or in groups with one space or hyphen between them, with
/// a valid check digit (ISO/IEC 7812-1, annex B).
/// </summary>
internal static class CardFinder
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    public static (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            if (Length(text[at..]) is > 0 and var length)
            {
                return (at, length);
            }

            // Continue with the next group: a number does not begin inside one.
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        return default;
    }

    /// <summary>The length of the longest card number that begins here and ends with a group; 0 if there is none.</summary>
    private static int Length(ReadOnlySpan<char> text)
    {
        if (text[0] is < '2' or > '6')
        {
            return 0;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        var (count, found) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (count == MaxDigits)
                {
                    break;
                }

                digits[count++] = (byte)(text[i] - '0');
                var endsGroup = i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]);
                if (endsGroup && count >= MinDigits && IsValid(digits[..count]))
                {
                    found = i + 1;
                }
            }
            else if (text[i] is not (' ' or '-' or '\u00A0') || i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]))
            {
                break;
            }
        }

        return found;
    }

    private static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] * (1 + (i & 1));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
