using System.Text;
using System.Text.Json.Nodes;
using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Files;

public sealed class HuggingFaceFileTests
{
    [TestCase("{", "It is not JSON")]
    [TestCase("{}", "no 'model'")]
    [TestCase("""{"model":{"type":"WordPiece"}}""", "'WordPiece' is not supported")]
    [TestCase("YWI= 0", "looks like a .tiktoken file")]
    public void Read_NotATokenizerOfOurs_IsRefused(string file, string reason) => Refused(file, reason);

    [TestCase("""{"type":"NFC"}""", "normalizer: The normalizer 'NFC'")]
    [TestCase("""{"type":"Sequence","normalizers":[{"type":"Lowercase"}]}""", "normalizer.normalizers[0]: The normalizer 'Lowercase'")]
    public void Read_NormalizerOfNone_IsRefusedWithItsPlace(string normalizer, string reason)
    {
        Refused(With("bytes.tokenizer.json", "normalizer", normalizer), reason);
        Refused(With("unigram.tokenizer.json", "normalizer", normalizer), reason);
    }

    [TestCase("""{"type":"ByteLevel","add_prefix_space":true}""", "add_prefix_space")]
    [TestCase("""{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}""", "Text that is not split")]
    [TestCase(
        """{"type":"Sequence","pretokenizers":[{"type":"Digits"},{"type":"ByteLevel","add_prefix_space":false}]}""",
        "pretokenizers[0]: The pre-tokenizer 'Digits'")]
    [TestCase(
        """{"type":"Sequence","pretokenizers":[{"type":"Split","behavior":"Isolated","pattern":{"Regex":"a+"}},{"type":"ByteLevel"}]}""",
        "not one of the supported ones: a+")]
    public void Read_PreTokenizerOfNone_IsRefusedWithItsPlace(string preTokenizer, string reason) =>
        Refused(With("bytes.tokenizer.json", "pre_tokenizer", preTokenizer), reason);

    [Test]
    public void Read_MetaspaceThatSplits_BeginsAPieceAtEverySpace()
    {
        // The implementation on npm does not split there; the original does.
        var tokenizer = Read(
            With("unigram.tokenizer.json", "pre_tokenizer", """{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"""));
        var whole = VectorFile.Load("unigram.tokenizer.json");

        Assert.That(tokenizer.Count("a  b"), Is.EqualTo(whole.Count("a") + whole.Count(" ") + whole.Count(" b")));
    }

    [Test]
    public void Read_MergeOfNoTokens_IsRefusedWithItsPlace()
    {
        var json = JsonNode.Parse(File.ReadAllText(VectorFile.PathOf("bytes.tokenizer.json")))!;
        json["model"]!["merges"]![7] = "zzz yyy";

        Refused(json.ToJsonString(), "model.merges[7]");
    }

    [Test]
    public void Read_IdTwice_IsRefused()
    {
        var json = JsonNode.Parse(File.ReadAllText(VectorFile.PathOf("bytes.tokenizer.json")))!;
        json["model"]!["vocab"]!["a"] = 1;

        Refused(json.ToJsonString(), "'a' or its id 1 occurs twice");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Read_TokenBeforeItsParts_IsMergedByDefinitionWithIgnoreMerges(bool ignoreMerges)
    {
        var json = JsonNode.Parse(File.ReadAllText(VectorFile.PathOf("bytes-split.tokenizer.json")))!;
        var vocabulary = json["model"]!["vocab"]!.AsObject();
        foreach (var name in vocabulary.Select(token => token.Key).Where(token => token.Length > 1).ToList())
        {
            vocabulary.Remove(name);
        }

        (vocabulary["abcd"], vocabulary["ab"], vocabulary["cd"]) = (1_000, 1_001, 1_002);
        json["model"]!["merges"] = JsonNode.Parse("""[["ab","cd"],["abc","d"],["a","b"],["c","d"]]""");
        vocabulary["abc"] = 1_003;
        json["model"]!["ignore_merges"] = ignoreMerges;
        if (!ignoreMerges)
        {
            Refused(json.ToJsonString(), "model.merges[0]");
            return;
        }

        var tokenizer = Read(json.ToJsonString());
        Assert.That(tokenizer.Encode("xabcdabc").Skip(1), Is.EqualTo(new[] { 1_000, 1_001, tokenizer.Encode("c")[0] }));
        Assert.That(tokenizer.Encode("abc"), Is.EqualTo(new[] { 1_003 }));
        Assert.That(tokenizer.Decode(tokenizer.Encode("xabcdabc")), Is.EqualTo("xabcdabc"));
    }

    [Test]
    public void AddedTokens_AreSpecial()
    {
        var tokenizer = VectorFile.Load("metaspace.tokenizer.json");

        Assert.That(tokenizer.SpecialTokenIds["</s>"], Is.EqualTo(2));
        Assert.That(tokenizer.Encode("</s>", SpecialTokens.Recognize), Is.EqualTo(new[] { 2 }));
    }

    private static string With(string fixture, string member, string value)
    {
        var json = JsonNode.Parse(File.ReadAllText(VectorFile.PathOf(fixture)))!;
        json[member] = JsonNode.Parse(value);
        return json.ToJsonString();
    }

    private static Tokenizer Read(string file) => TokenizerFile.ReadHuggingFace(new MemoryStream(Encoding.UTF8.GetBytes(file)), "mine");

    private static void Refused(string file, string reason) =>
        Assert.That(() => Read(file), Throws.InstanceOf<VocabularyException>().With.Message.Contains(reason));
}
