using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>BPE that starts from characters.</summary>
internal sealed class MergedPieces(BpeVocabulary vocabulary, UnknownRule unknown) : CharacterPieces(vocabulary, unknown)
{
    protected override int EncodeKnown(ReadOnlySpan<byte> characters, List<int>? ranks)
    {
        using var buffers = new EncoderBuffers(characters);
        var count = PieceEncoder.Encode(Vocabulary, ref buffers.Text, characters.Length, buffers.Tokens, buffers.Dead);
        if (count == PieceEncoder.TooManySteps)
        {
            count = QueueEncoder.Encode(Vocabulary, ref buffers.Text, characters.Length, buffers.Tokens);
        }

        ranks?.AddRange(buffers.Tokens[..count]);
        return count;
    }
}
