using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>BPE that starts from characters.</summary>
internal sealed class MergedPieces(BpeVocabulary vocabulary, UnknownRule unknown) : CharacterPieces(vocabulary, unknown)
{
    protected override int EncodeKnown(ReadOnlySpan<byte> characters, List<int>? ranks)
    {
        using var room = new EncoderRoom(characters);
        var count = PieceEncoder.Encode(Vocabulary, ref room.Text, characters.Length, room.Tokens, room.Dead);
        if (count == PieceEncoder.Astray)
        {
            count = QueueEncoder.Encode(Vocabulary, ref room.Text, characters.Length, room.Tokens);
        }

        ranks?.AddRange(room.Tokens[..count]);
        return count;
    }
}
