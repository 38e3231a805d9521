using System.Text;
using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Counting;

/// <summary>Vocabularies that want a space before the text, always or unless it has one.</summary>
public sealed class PrefixTests
{
    private static readonly string[] Files = ["metaspace.tokenizer.json", "unigram.tokenizer.json", "bpe.model", "unigram-bytes.model"];

    private static readonly string[] Texts = ["", " ", "a", " a", "\u2581a", "\u2581", "é", "文", "\ud83d", "\ude00 a", "😀", "the tokens", "  the", "∑"];

    [TestCaseSource(nameof(Files))]
    public void Append_InTheSmallestParts_CountsAsTheWhole(string file)
    {
        var tokenizer = VectorFile.Load(file);
        using var ofText = tokenizer.CreateCounter();
        using var ofBytes = tokenizer.CreateCounter();
        foreach (var text in Texts)
        {
            var expected = tokenizer.Encode(text).Length;
            ofText.Reset();
            ofBytes.Reset();
            foreach (var c in text)
            {
                ofText.Append([c]);
                _ = ofText.Count;
            }

            foreach (var b in Encoding.UTF8.GetBytes(text))
            {
                ofBytes.AppendUtf8([b]);
                _ = ofBytes.Count;
            }

            Assert.That(ofText.Count, Is.EqualTo(expected), $"'{text}'");
            Assert.That(ofBytes.Count, Is.EqualTo(expected), $"'{text}'");
            Assert.That(tokenizer.Count(text), Is.EqualTo(expected), $"'{text}'");
            Assert.That(tokenizer.CountUtf8(Encoding.UTF8.GetBytes(text)), Is.EqualTo(expected), $"'{text}'");
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Count_HalfACharacterAlone_IsThatOfAReplacement(string file)
    {
        var tokenizer = VectorFile.Load(file);
        using var counter = tokenizer.CreateCounter();
        counter.AppendUtf8([0xE2]);

        Assert.That(counter.Count, Is.EqualTo(tokenizer.Count("\uFFFD")));
    }
}
