namespace LlmHttpMetrics.MockProviders.Serving;

/// <summary>The text of a reply that sets none: its length depends on the request, so that a mixed load has varied figures.</summary>
internal static class DefaultText
{
    private static readonly string[] Words =
        "the quick answer to your question is that every model counts its tokens in its own way and so does this one".Split(' ');

    /// <summary>The text, and whether the request's token limit has cut it.</summary>
    public static (string Text, bool Cut) For(MockRequest request)
    {
        var wanted = 4 + (request.Facts.InputWords * 7 % 29);
        var allowed = Math.Max(1, Math.Min(wanted, request.Facts.MaxTokens ?? wanted));
        return (string.Join(' ', Enumerable.Range(0, (int)allowed).Select(i => Words[i % Words.Length])), allowed < wanted);
    }
}
