namespace LlmHttpMetrics.Vocabulary;

/// <summary>Values of <c>llm.token.source</c>, <c>gen_ai.token.type</c> and <c>gen_ai.token.modality</c>.</summary>
internal static class TokenWords
{
    public const string FromProvider = LlmTokenSources.Provider;
    public const string FromTokenizer = LlmTokenSources.Tokenizer;
    public const string FromCountApi = LlmTokenSources.CountApi;
    public const string Estimated = LlmTokenSources.Estimate;
    public const string Input = "input";
    public const string Output = "output";
    public const string UnknownModality = "unknown";
    public const string Text = "text";
    public const string Audio = "audio";
    public const string Image = "image";

    /// <summary>The sources of token figures, the most reliable first.</summary>
    private static readonly string[] ByReliability = [FromProvider, FromTokenizer, FromCountApi, Estimated];

    /// <summary>Whether figures of one source are less reliable than those of another.</summary>
    public static bool IsWeaker(string source, string other) => Array.IndexOf(ByReliability, source) > Array.IndexOf(ByReliability, other);

    public static string Method(CountMethod method) => method switch
    {
        CountMethod.Exact => LlmTokenMethods.Exact,
        CountMethod.Formula => LlmTokenMethods.Formula,
        _ => LlmTokenMethods.Estimate,
    };
}
