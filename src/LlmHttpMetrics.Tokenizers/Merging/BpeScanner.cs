using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Counting;
using LlmHttpMetrics.Tokenizers.Splitting;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>Splits text by the rules and counts the tokens of the pieces.</summary>
internal sealed class BpeScanner<TSplit>(BpeVocabulary vocabulary) : TextScanner
    where TSplit : struct, ISplitRules
{
    private const int Window = 64;

    private readonly PieceCounter _pieces = new(vocabulary);

    public override int Scan(ref byte text, int start, int end, bool final, long limit, ref long count)
    {
        var shorts = _pieces.Vocabulary.Short;
        var found = count;
        while (start < end && found <= limit)
        {
            ref var at = ref Unsafe.Add(ref text, start);
            if (end - start >= Window + PieceKey.Reach && (at | Unsafe.Add(ref at, 1)) < 0x80)
            {
                var starts = TSplit.Starts(ref at, Window);
                var ends = starts & (starts - 1);
                if (ends != 0)
                {
                    var piece = 0;
                    do
                    {
                        var next = BitOperations.TrailingZeroCount(ends);
                        ends &= ends - 1;
                        var length = next - piece;
                        ref var bytes = ref Unsafe.Add(ref at, piece);
                        piece = next;
                        if (length <= PieceKey.MaxLength)
                        {
                            var key = PieceKey.Of(ref bytes, length);
                            var hash = key.Hash;
                            found += shorts.IsFirst(key, hash) ? 1 : _pieces.CountShort(ref bytes, key, hash);
                        }
                        else
                        {
                            found += _pieces.CountUnusual(ref bytes, length);
                        }
                    }
                    while (ends != 0);
                    start += piece;
                    continue;
                }
            }

            var pieceEnd = TSplit.PieceEnd(ref text, start, end);
            if (pieceEnd < 0)
            {
                if (!final)
                {
                    break;
                }

                pieceEnd = ~pieceEnd;
            }

            found += _pieces.Count(ref at, pieceEnd - start, end - start);
            start = pieceEnd;
        }

        count = found;
        return start;
    }

    public override void Encode(ReadOnlySpan<byte> text, List<int> ranks)
    {
        for (var start = 0; start < text.Length;)
        {
            var pieceEnd = TSplit.PieceEnd(ref MemoryMarshal.GetReference(text), start, text.Length);
            pieceEnd = pieceEnd < 0 ? ~pieceEnd : pieceEnd;
            _pieces.Encode(text[start..pieceEnd], ranks);
            start = pieceEnd;
        }
    }
}
