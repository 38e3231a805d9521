namespace LlmHttpMetrics.MockProviders.Requests;

/// <summary>Counts words separated by white space: the server's replacement for a tokenizer.</summary>
internal static class WordCount
{
    public static long Of(ReadOnlySpan<char> text)
    {
        long words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var space = char.IsWhiteSpace(c);
            words += !space && !inWord ? 1 : 0;
            inWord = !space;
        }

        return words;
    }
}
