using System.Text;
using LlmHttpMetrics.Tokenizers.Encodings;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Tests.Merging;

/// <summary>The ways to encode a piece agree with merging by definition.</summary>
public sealed class EncoderTests
{
    private static readonly BpeVocabulary Vocabulary = EncodingVocabularies.Get("o200k_base.merges", 199_998);

    [Test]
    public void PieceEncoder_AnyPiece_MergesAsTheQueueDoes()
    {
        var random = new Random(1);
        var tokens = new int[512];
        for (var i = 0; i < TestScale.Of(sample: 5_000, all: 20_000); i++)
        {
            var piece = Piece(random);
            var length = piece.Length;
            using var buffers = new EncoderBuffers(piece);
            var count = PieceEncoder.Encode(Vocabulary, ref buffers.Text, length, buffers.Tokens, buffers.Dead);
            var expected = QueueEncoder.Encode(Vocabulary, ref buffers.Text, length, tokens);
            if (count != PieceEncoder.TooManySteps)
            {
                Assert.That(buffers.Tokens[..count].ToArray(), Is.EqualTo(tokens[..expected]));
            }
        }
    }

    [TestCase('a')]
    [TestCase(' ')]
    [TestCase('=')]
    [TestCase('\n')]
    [TestCase('q')]
    public void RunCounter_OneByteRepeated_CountsAsTheQueueDoes(char letter)
    {
        var tokens = new int[5_000];
        for (var length = 1; length < 5_000; length += length < 700 ? 1 : 97)
        {
            using var buffers = new EncoderBuffers(Encoding.ASCII.GetBytes(new string(letter, length)));
            var expected = QueueEncoder.Encode(Vocabulary, ref buffers.Text, length, tokens);

            Assert.That(RunCounter.Count(Vocabulary, Vocabulary.FirstAtom(ref buffers.Text, out _), length), Is.EqualTo(expected), $"{length}");
        }
    }

    [Test]
    public void PieceEncoder_SignsInRhythm_GivesUpInTimeForTheQueue()
    {
        // Otherwise its steps would be many times the bytes.
        using var buffers = new EncoderBuffers(Encoding.ASCII.GetBytes(new string('=', 5_000)));

        Assert.That(PieceEncoder.Encode(Vocabulary, ref buffers.Text, 5_000, buffers.Tokens, buffers.Dead), Is.EqualTo(PieceEncoder.TooManySteps));
    }

    private static byte[] Piece(Random random)
    {
        var length = 1 + random.Next(300);
        var piece = new byte[length];
        var letters = random.Next(3) switch { 0 => 2, 1 => 26, _ => 90 };
        for (var i = 0; i < length; i++)
        {
            piece[i] = (byte)(33 + random.Next(letters));
        }

        return piece;
    }
}
