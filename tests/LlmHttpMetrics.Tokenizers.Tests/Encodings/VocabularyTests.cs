using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LlmHttpMetrics.Tokenizers.Encodings;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Tests.Encodings;

public sealed class VocabularyTests
{
    [TestCaseSource(typeof(TokenEncodings), nameof(TokenEncodings.Names))]
    public void Vocabulary_WrittenAsTiktokenFile_HasThePublishedHash(string name)
    {
        var tokenizer = TokenEncodings.Get(name);
        var definition = EncodingDefinitions.Find(name)!;
        var special = tokenizer.SpecialTokenIds.Values.ToHashSet();
        var text = new StringBuilder();
        for (var id = 0; id < definition.Ranks; id++)
        {
            if (!special.Contains(id))
            {
                text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(tokenizer.DecodeUtf8([id]))} {id}\n");
            }
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())));
        Assert.That(hash, Is.EqualTo(definition.Sha256).IgnoreCase);
    }

    [TestCaseSource(typeof(TokenEncodings), nameof(TokenEncodings.Names))]
    public void Vocabulary_EveryToken_IsWhatItsMergesLeadTo(string name)
    {
        var definition = EncodingDefinitions.Find(name)!;
        var vocabulary = EncodingVocabularies.Get(definition.Resource, definition.Ranks);
        var tokenizer = TokenEncodings.Get(name);
        Span<int> tokens = stackalloc int[256];
        Span<ulong> dead = stackalloc ulong[8];
        Span<byte> padded = stackalloc byte[512];
        List<int> wrong = [];
        for (var rank = 0; rank < vocabulary.Count; rank++)
        {
            if (vocabulary.Length(rank) == 0)
            {
                continue;
            }

            // Not by way of the whole piece, which would find it at once.
            var bytes = tokenizer.DecodeUtf8([rank]);
            bytes.CopyTo(padded);
            dead.Clear();
            var count = PieceEncoder.Encode(vocabulary, ref padded[0], bytes.Length, tokens, dead);
            if (count != 1 || tokens[0] != rank)
            {
                wrong.Add(rank);
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [TestCase("o200k_base.merges")]
    [TestCase("cl100k_base.merges")]
    [TestCase("p50k_base.merges")]
    public void Vocabulary_PackedAgain_IsThatOfTheFile(string resource) =>
        Assert.That(PackedVocabulary.Write(PackedVocabulary.Read(resource)).AsSpan().SequenceEqual(PackedResource.Of(resource)), Is.True);

    [Test]
    public void SpecialTokens_Harmony_AreAsManyAsPublished() =>
        Assert.That(TokenEncodings.Get(TokenEncodings.O200kHarmony).SpecialTokenIds, Has.Count.EqualTo(1_091));

    [Test]
    public void Decode_UnknownId_IsRefused() =>
        Assert.That(() => TokenEncodings.Get(TokenEncodings.O200kBase).Decode([210_000]), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Get_UnknownName_IsRefusedWithTheNamesThereAre() =>
        Assert.That(() => TokenEncodings.Get("o300k"), Throws.ArgumentException.With.Message.Contains("o200k_base"));
}
