using System.Buffers;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>Byte-level BPE.</summary>
internal sealed class BpeTokenizer : Tokenizer
{
    private readonly BpeVocabulary _vocabulary;

    // Both are null if ids are ranks.
    private readonly int[]? _ids;
    private readonly Dictionary<int, int>? _ranks;

    public BpeTokenizer(string name, BpeVocabulary vocabulary, SplitPattern pattern, IReadOnlyDictionary<string, int> specialTokens, int[]? ids = null)
        : base(name)
    {
        _vocabulary = vocabulary;
        _ids = ids;
        _ranks = ids?.Select((id, rank) => (id, rank)).ToDictionary(pair => pair.id, pair => pair.rank);
        Specials = new SpecialTokenTable(specialTokens);
        Scanner = pattern switch
        {
            SplitPattern.Gpt2 => new BpeScanner<Gpt2Split>(_vocabulary),
            SplitPattern.Cl100k => new BpeScanner<WordSplit<Cl100kRules>>(_vocabulary),
            SplitPattern.Cl100kSingleDigits => new BpeScanner<WordSplit<Cl100kSingleDigitRules>>(_vocabulary),
            SplitPattern.O200k => new BpeScanner<WordSplit<O200kRules>>(_vocabulary),
            SplitPattern.Tekken => new BpeScanner<WordSplit<TekkenRules>>(_vocabulary),
            _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "The pattern is not known."),
        };
    }

    public override int VocabularySize => Math.Max(_ids?.Max() ?? (_vocabulary.Count - 1), Specials.MaxId) + 1;

    public override IReadOnlyDictionary<string, int> SpecialTokenIds => Specials.Ids;

    private protected override TextScanner Scanner { get; }

    private protected override SpecialTokenTable Specials { get; }

    private protected override void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        var first = ids.Count;
        base.Encode(text, ids);
        if (_ids is not null)
        {
            foreach (ref var id in CollectionsMarshal.AsSpan(ids)[first..])
            {
                id = _ids[id];
            }
        }
    }

    private protected override bool WriteToken(int id, IBufferWriter<byte> to) =>
        TokenBytes.Write(_vocabulary, _ranks is null ? id : _ranks.GetValueOrDefault(id, -1), to);
}
