using System.Collections.Concurrent;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Encodings;

/// <summary>The vocabularies of the built-in encodings; some encodings share theirs.</summary>
internal static class EncodingVocabularies
{
    private static readonly ConcurrentDictionary<(string Resource, int Ranks), Lazy<BpeVocabulary>> Known = new();

    public static BpeVocabulary Get(string resource, int ranks) =>
        Known.GetOrAdd((resource, ranks), static key => new(() => Build(key.Resource, key.Ranks))).Value;

    public static BpeVocabulary Build(string resource, int ranks) => new(PackedVocabulary.Read(resource).First(ranks));
}
