using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>
/// Finds the starts of pieces in ASCII text, 64 bytes at a time: each class is a bit mask, and the alternatives of the pattern are operations on
/// these masks. The window ends before anything that these operations do not cover.
/// </summary>
internal static class AsciiStarts<TRules>
    where TRules : struct, IWordRules
{
    private const int Window = 64;

    /// <param name="text">A position at which a piece begins; 64 bytes can be read.</param>
    /// <param name="available">The number of bytes that belong to the text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref byte text, int available)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return 1;
        }

        var masks = AsciiMasks.Of(ref text);
        var letters = masks.Letters;
        var digits = masks.Digits;
        var spaces = masks.Spaces;
        var lineEnds = masks.LineEnds;
        var blanks = spaces | masks.OtherSpaces;
        var white = blanks | lineEnds;
        var symbols = ~(letters | digits | white | masks.NotAscii);

        // Empty lines that contain blanks are one piece across their line ends, or not, depending on what precedes them: this is left to the general
        // path, as are blanks that continue beyond the window, and slashes after a line end, which may belong to symbols before it.
        var afterLineEnd = blanks & (lineEnds << 1);
        var beyond = blanks & ~(ulong.MaxValue >> BitOperations.LeadingZeroCount(~blanks));
        var unclear = masks.NotAscii | (afterLineEnd & beyond);
        if (((afterLineEnd + blanks) & ~blanks & lineEnds) != 0)
        {
            unclear |= afterLineEnd;
        }

        if (TRules.SlashesJoin)
        {
            unclear |= masks.Slashes & (lineEnds << 1);
        }

        // A single symbol belongs to the letters after it, and so does the last blank before them.
        var alone = symbols & ~(symbols << 1) & ~(spaces << 1);
        var starts = letters & ~((letters | blanks | alone) << 1);
        if (TRules.Cased)
        {
            starts |= masks.Capitals & ((letters & ~masks.Capitals) << 1);
        }

        starts |= symbols & ~((symbols | spaces) << 1);
        starts |= blanks & ~(blanks << 1);
        starts |= blanks & ~(white >> 1);
        starts |= lineEnds & ~((white | symbols) << 1);
        starts |= digits & ~(digits << 1);
        var long3 = digits & (digits << 1) & (digits << 2) & (digits << 3);
        if (TRules.MaxDigits == 1)
        {
            starts |= digits;
        }
        else if (long3 != 0)
        {
            for (var group = (digits & ~(digits << 1)) << 3 & long3; group != 0; group = (group << 3) & long3)
            {
                starts |= group;
            }
        }

        var apostrophes = masks.Apostrophes & (letters >> 1);
        if (TRules.ContractionsJoin)
        {
            apostrophes &= letters << 1;
        }
        else if (TRules.ContractionsApart)
        {
            apostrophes &= starts | 1;
        }

        if ((TRules.ContractionsJoin || TRules.ContractionsApart) && apostrophes != 0)
        {
            starts = WithContractions(ref text, starts, letters, apostrophes, ref unclear);
        }

        // Whether a piece begins at a byte can depend on the next two bytes.
        var end = Math.Min(BitOperations.TrailingZeroCount(unclear), available);
        var certain = end < 3 ? 1 : (1UL << (end - 2)) - 1;
        return (starts & certain) | 1;
    }

    private static ulong WithContractions(ref byte text, ulong starts, ulong letters, ulong apostrophes, ref ulong unclear)
    {
        for (; apostrophes != 0; apostrophes &= apostrophes - 1)
        {
            var at = BitOperations.TrailingZeroCount(apostrophes);
            if (at > Window - 4)
            {
                unclear |= 1UL << at;
                break;
            }

            var length = Contraction.Match(ref text, at, Window, ignoreCase: true);
            if (length == 0)
            {
                continue;
            }

            var inside = ((1UL << length) - 1) << at;
            var after = 1UL << (at + length);
            if (TRules.ContractionsJoin)
            {
                // Another one immediately after it would not join.
                unclear |= after & apostrophes;
                starts &= ~inside;
            }
            else
            {
                starts = (starts & ~inside) | (1UL << at);
            }

            starts |= after & letters;
        }

        return starts;
    }
}
