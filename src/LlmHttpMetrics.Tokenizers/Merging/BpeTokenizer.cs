using System.Buffers;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>Byte-level BPE whose ids are its ranks.</summary>
internal sealed class BpeTokenizer : Tokenizer
{
    private readonly BpeVocabulary _vocabulary;

    public BpeTokenizer(string name, BpeVocabulary vocabulary, SplitPattern pattern, IReadOnlyDictionary<string, int> specialTokens)
        : base(name)
    {
        _vocabulary = vocabulary;
        Specials = new SpecialTokenTable(specialTokens);
        Scanner = pattern switch
        {
            SplitPattern.Gpt2 => new BpeScanner<Gpt2Split>(_vocabulary),
            SplitPattern.Cl100k => new BpeScanner<WordSplit<Cl100kRules>>(_vocabulary),
            SplitPattern.Cl100kSingleDigits => new BpeScanner<WordSplit<Cl100kSingleDigitRules>>(_vocabulary),
            SplitPattern.O200k => new BpeScanner<WordSplit<O200kRules>>(_vocabulary),
            _ => new BpeScanner<WordSplit<TekkenRules>>(_vocabulary),
        };
    }

    public override int VocabularySize => Math.Max(_vocabulary.Count, Specials.MaxId + 1);

    public override IReadOnlyDictionary<string, int> SpecialTokenIds => Specials.Ids;

    private protected override TextScanner Scanner { get; }

    private protected override SpecialTokenTable Specials { get; }

    private protected override bool WriteToken(int id, IBufferWriter<byte> to) => TokenBytes.Write(_vocabulary, id, to);
}
