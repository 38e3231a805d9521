using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Encodings;

/// <summary>One of the built-in encodings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Resource">The packed vocabulary.</param>
/// <param name="Ranks">The number of the vocabulary's ranks that the encoding uses.</param>
/// <param name="Sha256">The published hash of its ranks as a <c>.tiktoken</c> file.</param>
/// <param name="Pattern">How text is split.</param>
/// <param name="SpecialTokens">The special tokens.</param>
internal sealed record EncodingDefinition(
    string Name, string Resource, int Ranks, string Sha256, SplitPattern Pattern, IReadOnlyDictionary<string, int> SpecialTokens);
