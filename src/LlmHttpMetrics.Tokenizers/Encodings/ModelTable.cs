namespace LlmHttpMetrics.Tokenizers.Encodings;

/// <summary>The prefixes of model names, as listed in <c>model.py</c> of openai/tiktoken 0.14.0, and Azure's own spellings.</summary>
internal static class ModelTable
{
    public static IEnumerable<(string Prefix, string Encoding)> Rows =>
        Of(
            TokenEncodings.O200kBase,
            "o1", "o3", "o4-mini", "gpt-5", "gpt-4.1", "gpt-4.5", "gpt-4o", "chatgpt-4o", "chat-latest", "codex-mini")
        .Concat(Of(TokenEncodings.O200kHarmony, "gpt-oss"))
        .Concat(Of(
            TokenEncodings.Cl100kBase,
            "gpt-4", "gpt-3.5", "gpt-3.5-turbo", "gpt-35", "gpt-35-turbo", "davinci-002", "babbage-002",
            "text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"))
        .Concat(Of(
            TokenEncodings.P50kBase,
            "text-davinci-003", "text-davinci-002", "code-davinci-002", "code-davinci-001", "code-cushman-002", "code-cushman-001",
            "davinci-codex", "cushman-codex"))
        .Concat(Of(TokenEncodings.P50kEdit, "text-davinci-edit-001", "code-davinci-edit-001"))
        .Concat(Of(
            TokenEncodings.R50kBase,
            "text-davinci-001", "text-curie-001", "text-babbage-001", "text-ada-001", "davinci", "curie", "babbage", "ada",
            "text-similarity-davinci-001", "text-similarity-curie-001", "text-similarity-babbage-001", "text-similarity-ada-001",
            "text-search-davinci-doc-001", "text-search-curie-doc-001", "text-search-babbage-doc-001", "text-search-ada-doc-001",
            "code-search-babbage-code-001", "code-search-ada-code-001"))
        .Concat(Of(TokenEncodings.Gpt2, "gpt2", "gpt-2"));

    private static IEnumerable<(string Prefix, string Encoding)> Of(string encoding, params string[] prefixes) =>
        prefixes.Select(prefix => (prefix, encoding));
}
