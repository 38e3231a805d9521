using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>
/// The patterns of cl100k_base, o200k_base and similar encodings, alternative by alternative:
/// <code>
/// cl100k: (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// o200k:  [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///         |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
///         |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// </code>
/// </summary>
internal readonly struct WordSplit<TRules> : ISplitRules
    where TRules : struct, IWordRules
{
    private const CharacterClass Raised = CharacterClass.Upper | CharacterClass.Uncased | CharacterClass.Mark;
    private const CharacterClass Small = CharacterClass.Lower | CharacterClass.Uncased | CharacterClass.Mark;

    private static CharacterClass Word => TRules.Cased ? CharacterClass.Letter | CharacterClass.Mark : CharacterClass.Letter;

    public static ulong Starts(ref byte text, int available) => AsciiStarts<TRules>.Find(ref text, available);

    public static int PieceEnd(ref byte text, int start, int end)
    {
        var contraction = TRules.ContractionsApart ? Contraction.Match(ref text, start, end, ignoreCase: true) : 0;
        if (contraction > 0)
        {
            return start + contraction;
        }

        var piece = WithoutContraction(ref text, start, end);
        return contraction < 0 && piece >= 0 ? ~piece : piece;
    }

    private static int WithoutContraction(ref byte text, int start, int end)
    {
        var first = CharacterClasses.At(ref text, start, end, out var length);
        if ((first & CharacterClass.Letter) != 0)
        {
            return TRules.Cased ? CasedEnd(ref text, start, start, end) : Decided(Runs.End(ref text, start, end, CharacterClass.Letter), end);
        }

        if (first == CharacterClass.Number)
        {
            return NumberEnd(ref text, start + length, end);
        }

        if (first != CharacterClass.LineEnd)
        {
            var next = CharacterClasses.At(ref text, start + length, end, out _);
            if ((next & Word) != 0 || (TRules.Cased && first == CharacterClass.Mark))
            {
                return TRules.Cased
                    ? CasedEnd(ref text, start, start + length, end)
                    : Decided(Runs.End(ref text, start + length, end, CharacterClass.Letter), end);
            }

            if ((first & CharacterClass.Symbol) != 0 || (Unsafe.Add(ref text, start) == ' ' && (next & CharacterClass.Symbol) != 0))
            {
                return SymbolEnd(ref text, start + length, end);
            }
        }

        return Runs.WhiteEnd(ref text, start, end, lineEnds: true);
    }

    private static int Decided(int index, int end) => index < end ? index : ~index;

    /// <summary>The end of a word that begins at <paramref name="word"/>, after at most one character that is not a letter.</summary>
    private static int CasedEnd(ref byte text, int start, int word, int end)
    {
        var (index, lastSmall) = (word, -1);
        CharacterClass found;
        int length;
        while (((found = CharacterClasses.At(ref text, index, end, out length)) & Raised) != 0)
        {
            index += length;
            lastSmall = (found & Small) != 0 ? index : lastSmall;
        }

        var open = index == end;
        if (found == CharacterClass.Lower)
        {
            index = Runs.End(ref text, index + length, end, Small);
            open = index == end;
        }
        else if (lastSmall >= 0)
        {
            // The part of small letters must not be empty: capitals after the last character that can be small belong to the next piece.
            index = lastSmall;
        }
        else if (word > start && CharacterClasses.At(ref text, start, end, out _) == CharacterClass.Mark)
        {
            // A mark before capitals only is a word by itself, since it can be small.
            index = word;
        }

        return WithContraction(ref text, index, end, open);
    }

    private static int WithContraction(ref byte text, int index, int end, bool open)
    {
        if (TRules.ContractionsJoin)
        {
            var contraction = Contraction.Match(ref text, index, end, ignoreCase: true);
            open |= contraction < 0;
            index += Math.Max(contraction, 0);
        }

        return open ? ~index : index;
    }

    private static int NumberEnd(ref byte text, int index, int end)
    {
        for (var digits = 1; digits < TRules.MaxDigits; digits++)
        {
            if (CharacterClasses.At(ref text, index, end, out var length) != CharacterClass.Number)
            {
                return Decided(index, end);
            }

            index += length;
        }

        return index;
    }

    private static int SymbolEnd(ref byte text, int index, int end)
    {
        index = Runs.End(ref text, index, end, CharacterClass.Symbol);
        while (index < end && (Unsafe.Add(ref text, index) is (byte)'\r' or (byte)'\n' || (TRules.SlashesJoin && Unsafe.Add(ref text, index) == '/')))
        {
            index++;
        }

        return Decided(index, end);
    }
}
