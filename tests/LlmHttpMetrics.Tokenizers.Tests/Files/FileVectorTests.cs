using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Files;

/// <summary>What the implementations on npm make of small vocabularies; see <c>build/TokenizerTool/reference/fixtures.mjs</c>.</summary>
public sealed class FileVectorTests
{
    private const string File = "files.jsonl";

    [Test]
    public void Vectors_Checksum_IsThatOfTheScript() =>
        Assert.That(VectorFile.Hash(File), Is.EqualTo("0072aaf04cef0a1583c6d73f0ed79d4d2007b3d50489370e96c64ac8ff8e8261"));

    [TestCase("bytes.tokenizer.json")]
    [TestCase("bytes-split.tokenizer.json")]
    [TestCase("metaspace.tokenizer.json")]
    [TestCase("unigram.tokenizer.json")]
    [TestCase("bpe.model")]
    [TestCase("unigram.model")]
    [TestCase("unigram-bytes.model")]
    public void File_TextsOfTheReference_GivesItsTokens(string name)
    {
        var tokenizer = VectorFile.Load(name);
        using var counter = tokenizer.CreateCounter();
        Assert.Multiple(() =>
        {
            foreach (var (text, tokens) in VectorFile.Read(File))
            {
                counter.Reset();
                counter.Append(text.AsSpan(0, text.Length / 2));
                counter.Append(text.AsSpan(text.Length / 2));

                Assert.That(tokenizer.Encode(text), Is.EqualTo(tokens[name]), text);
                Assert.That(tokenizer.Count(text), Is.EqualTo(tokens[name].Length), text);
                Assert.That(tokenizer.CountUtf8(System.Text.Encoding.UTF8.GetBytes(text)), Is.EqualTo(tokens[name].Length), text);
                Assert.That(counter.Count, Is.EqualTo(tokens[name].Length), text);
            }
        });
    }

    [TestCase("bytes.tokenizer.json")]
    [TestCase("bpe.model")]
    [TestCase("unigram-bytes.model")]
    [TestCase("metaspace.tokenizer.json")]
    public void Decode_OfEncode_IsTheText(string name)
    {
        var tokenizer = VectorFile.Load(name);

        Assert.That(tokenizer.Decode(tokenizer.Encode("The  tokens: 文字, ∑ 😀.")), Is.EqualTo("The  tokens: 文字, ∑ 😀."));
    }
}
