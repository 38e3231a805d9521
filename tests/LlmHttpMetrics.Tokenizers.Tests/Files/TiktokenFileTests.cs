using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Tokenizers.Tests.Files;

public sealed class TiktokenFileTests
{
    private static readonly string[] Bytes = [.. Enumerable.Range(0, 256).Select(b => Line([(byte)b], b))];

    [Test]
    public void Read_CanonicalFile_CountsAsTheEncodingBuiltIn()
    {
        var p50k = TokenEncodings.Get(TokenEncodings.P50kBase);
        var file = Enumerable.Range(0, 50_281).Where(id => id != 50_256).Select(id => Line(p50k.DecodeUtf8([id]), id));

        var tokenizer = Read(string.Concat(file), SplitPattern.Gpt2, p50k.SpecialTokenIds);

        const string Text = "A file of one's own, read  in   a moment; 12345 tokens.";
        Assert.That(tokenizer.Encode(Text), Is.EqualTo(p50k.Encode(Text)));
        Assert.That(tokenizer.Count(Text), Is.EqualTo(p50k.Count(Text)));
    }

    [Test]
    public void Read_TokenThatNoMergesLeadTo_IsFoundAsWholePieceOnly()
    {
        // "abc" would be a and bc, or ab and c, and neither is a token.
        var tokenizer = Read(string.Concat(Bytes) + Line("abc"u8, 256));

        Assert.That(tokenizer.Encode("abc"), Is.EqualTo(new[] { 256 }));
        Assert.That(tokenizer.Count("abcabc"), Is.EqualTo(6));
    }

    [TestCase("nonsense", 4)]
    [TestCase("?? 256", 257)]
    [TestCase("YWI= x", 257)]
    [TestCase("YWI= 256 1", 257)]
    [TestCase("YWI= -1", 257)]
    public void Read_BadLine_IsRefusedWithItsLine(string line, int expected)
    {
        var file = expected == 257 ? string.Concat(Bytes) + line : string.Concat(Bytes.Take(3)) + line + "\n" + string.Concat(Bytes.Skip(3));

        Assert.That(() => Read(file), Throws.InstanceOf<VocabularyException>().With.Property(nameof(VocabularyException.Line)).EqualTo(expected));
    }

    [Test]
    public void Read_Gap_IsRefusedWithItsLine() => Refused(string.Concat(Bytes) + Line("ab"u8, 257), 257, "256 is missing");

    [Test]
    public void Read_GapOfASpecialToken_IsNone() =>
        Assert.That(Read(string.Concat(Bytes) + Line("ab"u8, 257), special: new Dictionary<string, int> { ["<s>"] = 256 }).Encode(
            "ab"), Is.EqualTo(new[] { 257 }));

    [Test]
    public void Read_RankTwice_IsRefusedWithItsLine() => Refused(string.Concat(Bytes) + Line("ab"u8, 255), 257, "is repeated");

    [Test]
    public void Read_TokenTwice_IsRefusedWithItsLine() =>
        Refused(string.Concat(Bytes) + Line("ab"u8, 256) + Line("ab"u8, 257), 258, "same as that of rank 256");

    [Test]
    public void Read_ByteTwice_IsRefusedWithItsLine() => Refused(string.Concat(Bytes) + Line("a"u8, 256), 257, "same as that of rank 97");

    [Test]
    public void Read_ByteMissing_IsRefused() => Refused(string.Concat(Bytes.Take(255)), 255, "0xFF");

    [Test]
    public void Read_TokenBeforeItsParts_IsMergedByDefinition()
    {
        // As in Llama 3, whose later tokens were ranked by themselves.
        var tokenizer = Read(string.Concat(Bytes) + Line("abcd"u8, 256) + Line("ab"u8, 257) + Line("cd"u8, 258));

        Assert.That(tokenizer.Encode("xabcdabcdab"), Is.EqualTo(new[] { 'x', 256, 256, 257 }));
        Assert.That(tokenizer.Count("xabcdabcdab" + new string('a', 300)), Is.EqualTo(304));
    }

    [Test]
    public void Read_WrongHash_IsRefused() =>
        Assert.That(
            () => TokenizerFile.ReadTiktoken(Stream(string.Concat(Bytes)), new TiktokenOptions { Name = "x", Sha256 = new string('0', 64) }),
            Throws.InstanceOf<VocabularyException>().With.Message.Contains("SHA-256"));

    [TestCase("{\"model\":{}}", "tokenizer.json")]
    [TestCase("\n\u000e\n\u0005<unk>", "SentencePiece")]
    [TestCase("", "no tokens")]
    public void Read_OtherKind_IsRefusedByItsName(string file, string reason) => Refused(file, 1, reason);

    private static void Refused(string file, int line, string reason)
    {
        var refusal = Assert.Throws<VocabularyException>(() => Read(file));
        Assert.That(refusal!.Line, Is.EqualTo(line));
        Assert.That(refusal.Message, Does.Contain(reason));
    }

    private static Tokenizer Read(string file, SplitPattern pattern = SplitPattern.Cl100k, IReadOnlyDictionary<string, int>? special = null) =>
        TokenizerFile.ReadTiktoken(
            Stream(file), new TiktokenOptions { Name = "mine", Pattern = pattern, SpecialTokens = special ?? new Dictionary<string, int>() });

    private static MemoryStream Stream(string file) => new(Encoding.Latin1.GetBytes(file));

    private static string Line(ReadOnlySpan<byte> token, int rank) =>
        string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(token)} {rank}\n");
}
