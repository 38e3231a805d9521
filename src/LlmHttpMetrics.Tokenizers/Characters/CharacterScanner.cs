using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>Splits text at spaces, or not at all, and counts the tokens of the pieces.</summary>
internal sealed class CharacterScanner<TSplit>(CharacterPieces pieces, PrefixRule prefix) : TextScanner
    where TSplit : struct, ISplitRules
{
    private readonly PieceCache _cache = new();

    public override PrefixRule Prefix => prefix;

    public override int Scan(ref byte text, int start, int end, bool final, long limit, ref long count)
    {
        while (start < end && count <= limit)
        {
            var pieceEnd = TSplit.PieceEnd(ref text, start, end);
            if (pieceEnd < 0 && !final)
            {
                break;
            }

            pieceEnd = pieceEnd < 0 ? ~pieceEnd : pieceEnd;
            count += Count(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), pieceEnd - start));
            start = pieceEnd;
        }

        return start;
    }

    public override void Encode(ReadOnlySpan<byte> text, List<int> ranks)
    {
        for (var start = 0; start < text.Length;)
        {
            var pieceEnd = TSplit.PieceEnd(ref MemoryMarshal.GetReference(text), start, text.Length);
            pieceEnd = pieceEnd < 0 ? ~pieceEnd : pieceEnd;
            pieces.Encode(text[start..pieceEnd], ranks);
            start = pieceEnd;
        }
    }

    private int Count(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > PieceKey.MaxLength)
        {
            return pieces.Encode(piece, null);
        }

        Span<byte> padded = stackalloc byte[PieceKey.Reach];
        piece.CopyTo(padded);
        var key = PieceKey.Of(ref MemoryMarshal.GetReference(padded), piece.Length);
        var hash = key.Hash;
        var count = _cache.Find(key, hash);
        if (count == 0)
        {
            count = pieces.Encode(piece, null);
            _cache.Set(key, hash, count);
        }

        return count;
    }
}
