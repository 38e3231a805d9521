using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Merging;

/// <summary>
/// Encodes one piece without merging: the tokens of a text are the only sequence in which every two adjacent tokens are what the merges make of their
/// bytes. The longest token that fits its predecessor is used, and if none fits, the last one is removed again. A position that leads nowhere is
/// marked and never tried again, which makes the time linear.
/// </summary>
internal static class PieceEncoder
{
    /// <summary>The piece is one of the few, such as regularly repeated tokens, in which every position has dozens of tokens that lead nowhere.</summary>
    public const int TooManySteps = -1;

    private const int StepsPerByte = 3;

    /// <param name="vocabulary">The tokens.</param>
    /// <param name="text">The piece; <see cref="PieceKey.Reach"/> bytes beyond its end can be read.</param>
    /// <param name="length">The bytes of the piece, at least one.</param>
    /// <param name="tokens">Space for as many tokens as bytes.</param>
    /// <param name="dead">A bit for each position in the piece and the one after it, all clear.</param>
    /// <returns>The number of tokens; <see cref="TooManySteps"/> if the search takes too many steps.</returns>
    public static int Encode(BpeVocabulary vocabulary, ref byte text, int length, Span<int> tokens, Span<ulong> dead)
    {
        ref var stack = ref MemoryMarshal.GetReference(tokens);
        ref var marks = ref MemoryMarshal.GetReference(dead);
        var (count, position) = (0, 0);
        var steps = StepsPerByte * (length + 8);
        var token = vocabulary.Longest(ref text, length, out var size);
        while (true)
        {
            var end = position + size;
            if (!IsMarked(ref marks, end) && (count == 0 || AreAdjacent(vocabulary, Unsafe.Add(ref stack, count - 1), token)))
            {
                Unsafe.Add(ref stack, count++) = token;
                position = end;
                if (position == length)
                {
                    return count;
                }

                token = vocabulary.Longest(ref Unsafe.Add(ref text, position), length - position, out size);
                continue;
            }

            if (--steps < 0)
            {
                return TooManySteps;
            }

            token = vocabulary.ShorterThan(token, ref size, ref Unsafe.Add(ref text, position));
            if (token == BpeVocabulary.None)
            {
                Unsafe.Add(ref marks, position >> 6) |= 1UL << position;
                token = Unsafe.Add(ref stack, --count);
                size = vocabulary.Length(token);
                position -= size;
            }
        }
    }

    /// <summary>
    /// Whether the merges leave these two tokens apart. Undoes the merges of both, the latest first, and checks at every step whether an earlier
    /// merge would have joined the parts at their border.
    /// </summary>
    private static bool AreAdjacent(BpeVocabulary vocabulary, int left, int right)
    {
        var limit = int.MaxValue;
        while (true)
        {
            if (vocabulary.Pairs.Find(left, right) < limit)
            {
                return false;
            }

            // Of equal merges the leftmost comes first, hence the one more for the right side.
            if (left > right)
            {
                limit = left;
                left = vocabulary.Right(left);
                if (left != limit)
                {
                    continue;
                }

                limit = right + 1;
                right = vocabulary.Left(right);
                if (right + 1 == limit)
                {
                    return true;
                }
            }
            else
            {
                limit = right + 1;
                right = vocabulary.Left(right);
                if (right + 1 != limit)
                {
                    continue;
                }

                limit = left;
                left = vocabulary.Right(left);
                if (left == limit)
                {
                    return true;
                }
            }
        }
    }

    private static bool IsMarked(ref ulong marks, int place) => (Unsafe.Add(ref marks, place >> 6) >> place & 1) != 0;
}
