using System.Text;
using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Encodings;

/// <summary>The tokens that npm's tiktoken 1.0.22 makes; see <c>build/TokenizerTool/reference/vectors.mjs</c>.</summary>
public sealed class VectorTests
{
    private const string File = "openai.jsonl";

    [Test]
    public void Vectors_Checksum_IsThatOfTheScript() =>
        Assert.That(VectorFile.Hash(File), Is.EqualTo("2e664dfc4f040c1ce8a2a4b5e8d84e99e51b421572772ce35ece8eb28a398ff1"));

    [TestCaseSource(typeof(TokenEncodings), nameof(TokenEncodings.Names))]
    public void Encoding_TextsOfTheReference_GivesItsTokens(string name)
    {
        var tokenizer = TokenEncodings.Get(name);
        using var counter = tokenizer.CreateCounter();
        Assert.Multiple(() =>
        {
            foreach (var (text, tokens) in VectorFile.Read(File))
            {
                // The reference on npm lacks harmony, whose ranks are those of o200k_base.
                var expected = tokens[name == TokenEncodings.O200kHarmony ? TokenEncodings.O200kBase : name];
                counter.Reset();
                counter.Append(text);

                Assert.That(tokenizer.Encode(text), Is.EqualTo(expected), text);
                Assert.That(tokenizer.Count(text), Is.EqualTo(expected.Length), text);
                Assert.That(tokenizer.CountUtf8(Encoding.UTF8.GetBytes(text)), Is.EqualTo(expected.Length), text);
                Assert.That(counter.Count, Is.EqualTo(expected.Length), text);
            }
        });
    }
}
