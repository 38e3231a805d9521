using System.Buffers;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>The tokenizers of SentencePiece and similar ones, which are based on characters and have spaces in their tokens.</summary>
internal sealed class CharacterTokenizer : Tokenizer
{
    private readonly BpeVocabulary _vocabulary;
    private readonly int[] _ids;
    private readonly Dictionary<int, int> _ranks = [];

    /// <param name="name">The name.</param>
    /// <param name="scanner">Counts the tokens.</param>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ids">Their ids by rank, then those of the 256 bytes and the unknown token, or -1.</param>
    /// <param name="specialTokens">The special tokens.</param>
    public CharacterTokenizer(string name, TextScanner scanner, BpeVocabulary vocabulary, int[] ids, IReadOnlyDictionary<string, int> specialTokens)
        : base(name)
    {
        _vocabulary = vocabulary;
        _ids = ids;
        Scanner = scanner;
        Specials = new SpecialTokenTable(specialTokens);
        for (var rank = 0; rank < ids.Length; rank++)
        {
            _ranks.TryAdd(ids[rank], rank);
        }
    }

    public override int VocabularySize => Math.Max(_ids.Max(), Specials.MaxId) + 1;

    public override IReadOnlyDictionary<string, int> SpecialTokenIds => Specials.Ids;

    private protected override TextScanner Scanner { get; }

    private protected override SpecialTokenTable Specials { get; }

    private protected override void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        var first = ids.Count;
        base.Encode(text, ids);
        foreach (ref var id in CollectionsMarshal.AsSpan(ids)[first..])
        {
            id = _ids[id];
        }
    }

    private protected override bool WriteToken(int id, IBufferWriter<byte> to)
    {
        if (id < 0 || !_ranks.TryGetValue(id, out var rank))
        {
            return false;
        }

        if (rank < _vocabulary.Count)
        {
            return TokenBytes.Write(_vocabulary, rank, to);
        }

        to.Write(rank - _vocabulary.Count < 256 ? [(byte)(rank - _vocabulary.Count)] : "\uFFFD"u8);
        return true;
    }
}
