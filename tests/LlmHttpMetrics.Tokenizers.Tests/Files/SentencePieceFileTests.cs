using LlmHttpMetrics.Tokenizers.Tests.Vectors;

namespace LlmHttpMetrics.Tokenizers.Tests.Files;

public sealed class SentencePieceFileTests
{
    [Test]
    public void Read_CutAnywhere_IsRefusedOrReadAsFarAsItsFieldsGo()
    {
        var model = File.ReadAllBytes(VectorFile.PathOf("bpe.model"));
        for (var length = 1; length < model.Length; length += 97)
        {
            // The settings come last, and without them extra spaces would be removed.
            Assert.That(() => Read(model[..length]), Throws.InstanceOf<VocabularyException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Read_UserDefinedPiece_IsRefusedWithItsNumber()
    {
        // The type of a piece is its third field; that of the second piece, <s>, is control.
        var model = File.ReadAllBytes(VectorFile.PathOf("bpe.model"));
        var type = model.AsSpan().IndexOf("<s>"u8) + "<s>"u8.Length + 5;
        Assert.That(model.AsSpan(type, 2).ToArray(), Is.EqualTo(new byte[] { 3 << 3, 3 }));
        model[type + 1] = 4;

        Assert.That(() => Read(model), Throws.InstanceOf<VocabularyException>().With.Message.Contains("piece 1: The piece '<s>' is user-defined"));
    }

    [Test]
    public void Read_Json_IsRefusedByItsName() =>
        Assert.That(() => Read("{}"u8.ToArray()), Throws.InstanceOf<VocabularyException>().With.Message.Contains("looks like a tokenizer.json"));

    [Test]
    public void Encode_SpaceSignInText_IsASpace()
    {
        var tokenizer = VectorFile.Load("bpe.model");

        Assert.That(tokenizer.Encode("the\u2581tokens"), Is.EqualTo(tokenizer.Encode("the tokens")));
    }

    private static Tokenizer Read(byte[] file) => TokenizerFile.ReadSentencePiece(new MemoryStream(file), "mine");
}
