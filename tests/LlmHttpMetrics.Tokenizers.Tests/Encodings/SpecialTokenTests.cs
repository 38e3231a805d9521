namespace LlmHttpMetrics.Tokenizers.Tests.Encodings;

public sealed class SpecialTokenTests
{
    private static readonly Tokenizer Tokenizer = TokenEncodings.Get(TokenEncodings.O200kBase);

    [Test]
    public void SpecialTokens_ByDefault_AreText()
    {
        Assert.That(Tokenizer.Encode("<|endoftext|>"), Does.Not.Contain(199_999));
        Assert.That(Tokenizer.Count("<|endoftext|>"), Is.EqualTo(Tokenizer.Encode("<|endoftext|>").Length).And.GreaterThan(1));
    }

    [Test]
    public void SpecialTokens_Recognized_AreOneTokenEach()
    {
        const string Text = "<|x|>a<|endoftext|>b<|endofprompt|><|";

        var ids = Tokenizer.Encode(Text, SpecialTokens.Recognize);

        Assert.That(ids, Does.Contain(199_999).And.Contain(200_018));
        Assert.That(Tokenizer.Count(Text, SpecialTokens.Recognize), Is.EqualTo(ids.Length));
        Assert.That(Tokenizer.Decode(ids), Is.EqualTo(Text));
    }
}
