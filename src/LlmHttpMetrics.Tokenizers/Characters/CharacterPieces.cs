using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>
/// Splits a piece into runs of characters that are tokens and runs that are not, and encodes both. In the returned ranks, the bytes and the unknown
/// token come after those of the vocabulary.
/// </summary>
internal abstract class CharacterPieces(BpeVocabulary vocabulary, UnknownRule unknown)
{
    /// <summary>The symbol for a space in vocabulary files. Our tables contain the space itself, so that text does not have to be converted.</summary>
    private static ReadOnlySpan<byte> SpaceSign => "\u2581"u8;

    protected BpeVocabulary Vocabulary => vocabulary;

    public static string FromFile(string token) => token.Replace('\u2581', ' ');

    /// <summary>Counts the piece, or adds its ranks.</summary>
    public int Encode(ReadOnlySpan<byte> piece, List<int>? ranks)
    {
        if (piece.IndexOf(SpaceSign) < 0)
        {
            return Cut(piece, ranks);
        }

        // The symbol itself in a text counts as a space as well.
        var spaced = ArrayPool<byte>.Shared.Rent(piece.Length);
        var length = 0;
        while (!piece.IsEmpty)
        {
            var isSign = piece.StartsWith(SpaceSign);
            spaced[length++] = isSign ? (byte)' ' : piece[0];
            piece = piece[(isSign ? SpaceSign.Length : 1)..];
        }

        var count = Cut(spaced.AsSpan(0, length), ranks);
        ArrayPool<byte>.Shared.Return(spaced);
        return count;
    }

    /// <summary>Encodes characters that are all in the vocabulary.</summary>
    protected abstract int EncodeKnown(ReadOnlySpan<byte> characters, List<int>? ranks);

    /// <summary>No token spans a character that is not in the vocabulary, so the runs between such characters are encoded separately.</summary>
    private int Cut(ReadOnlySpan<byte> piece, List<int>? ranks)
    {
        Span<byte> padded = stackalloc byte[PieceKey.Reach];
        var (count, known) = (0, 0);
        var afterUnknown = false;
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf8(piece[at..], out _, out var size);
            piece.Slice(at, size).CopyTo(padded);
            if (vocabulary.Short.Find(PieceKey.Of(ref MemoryMarshal.GetReference(padded), size)) >= 0)
            {
                afterUnknown = false;
                at += size;
                continue;
            }

            afterUnknown &= known == at;
            count += known < at ? EncodeKnown(piece[known..at], ranks) : 0;
            count += Unknown(piece.Slice(at, size), afterUnknown, ranks);
            at += size;
            known = at;
            afterUnknown = true;
        }

        return known < piece.Length ? count + EncodeKnown(piece[known..], ranks) : count;
    }

    private int Unknown(ReadOnlySpan<byte> character, bool afterUnknown, List<int>? ranks)
    {
        if (unknown == UnknownRule.Bytes)
        {
            foreach (var b in character)
            {
                ranks?.Add(vocabulary.Count + b);
            }

            return character.Length;
        }

        if (unknown == UnknownRule.Fused && afterUnknown)
        {
            return 0;
        }

        ranks?.Add(vocabulary.Count + 256);
        return 1;
    }
}
