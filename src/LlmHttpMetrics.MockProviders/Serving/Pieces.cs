namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>Splits text into the pieces in which it is streamed; concatenated they are the text.</summary>
internal static class Pieces
{
    /// <summary>Splits by words, each with the white space before it; anything after the last word belongs to it.</summary>
    public static IReadOnlyList<string> ByWord(string text)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i - 1]) && !string.IsNullOrWhiteSpace(text[i..]))
            {
                pieces.Add(text[start..i]);
                start = i;
            }
        }

        if (start < text.Length)
        {
            pieces.Add(text[start..]);
        }

        return pieces;
    }

    /// <summary>Splits into this number of pieces of about the same size, or one for each character if there are fewer; no character is split.</summary>
    public static IReadOnlyList<string> InParts(string text, int count)
    {
        var runes = text.EnumerateRunes().ToArray();
        count = Math.Min(count, runes.Length);
        var pieces = new string[count];
        for (var i = 0; i < count; i++)
        {
            var from = (int)((long)runes.Length * i / count);
            var to = (int)((long)runes.Length * (i + 1) / count);
            pieces[i] = string.Concat(runes[from..to]);
        }

        return pieces;
    }
}
