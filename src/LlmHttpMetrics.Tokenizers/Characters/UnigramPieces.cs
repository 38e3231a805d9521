using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Merging;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>Finds the most likely tokenization of a piece: the one with the highest sum of scores.</summary>
/// <param name="vocabulary">The tokens, none of them merged from others.</param>
/// <param name="scores">Their scores.</param>
/// <param name="unknown">How characters that are not tokens are handled.</param>
/// <param name="single">Whether sums are rounded to single precision, as SentencePiece does.</param>
internal sealed class UnigramPieces(BpeVocabulary vocabulary, double[] scores, UnknownRule unknown, bool single)
    : CharacterPieces(vocabulary, unknown)
{
    protected override int EncodeKnown(ReadOnlySpan<byte> characters, List<int>? ranks)
    {
        using var buffers = new EncoderBuffers(characters);
        var best = ArrayPool<double>.Shared.Rent(characters.Length + 1);
        best.AsSpan(0, characters.Length + 1).Fill(double.NegativeInfinity);
        best[0] = 0;

        // The token that ends at each position on the best path to it; of equally good paths the first, whose token is the longest.
        var last = buffers.Tokens;
        for (var start = 0; start < characters.Length; start++)
        {
            if (best[start] == double.NegativeInfinity)
            {
                continue;
            }

            var hash = PrefixHash.Empty;
            for (var end = start + 1; end <= characters.Length
                && Vocabulary.TryExtend(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref buffers.Text, start), end - start), ref hash, out var rank); end++)
            {
                if (rank < 0)
                {
                    continue;
                }

                var score = best[start] + scores[rank];
                score = single ? (float)score : score;
                if (score > best[end])
                {
                    best[end] = score;
                    last[end - 1] = rank;
                }
            }
        }

        ArrayPool<double>.Shared.Return(best);
        return Backwards(last, characters.Length, ranks);
    }

    private int Backwards(ReadOnlySpan<int> last, int length, List<int>? ranks)
    {
        var (count, at) = (0, ranks?.Count ?? 0);
        for (var end = length; end > 0; end -= Vocabulary.Length(last[end - 1]))
        {
            ranks?.Insert(at, last[end - 1]);
            count++;
        }

        return count;
    }
}
