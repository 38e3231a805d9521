using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>
/// The pattern of GPT-2, r50k_base and p50k_base:
/// <code>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</code>
/// </summary>
internal readonly struct Gpt2Split : ISplitRules
{
    public static ulong Starts(ref byte text, int available) => 1;

    public static int PieceEnd(ref byte text, int start, int end)
    {
        var contraction = Contraction.Match(ref text, start, end, ignoreCase: false);
        if (contraction > 0)
        {
            return start + contraction;
        }

        var first = CharacterClasses.At(ref text, start, end, out var length);
        var index = start + length;
        if (Unsafe.Add(ref text, start) == ' ')
        {
            var next = CharacterClasses.At(ref text, index, end, out length);
            if (next != CharacterClass.None && (next & CharacterClass.White) == 0)
            {
                first = next;
                index += length;
            }
        }

        if ((first & CharacterClass.White) != 0)
        {
            return Runs.WhiteEnd(ref text, start, end, lineEnds: false);
        }

        var kind = (first & CharacterClass.Letter) != 0 ? CharacterClass.Letter
            : first == CharacterClass.Number ? CharacterClass.Number
            : CharacterClass.Symbol;
        index = Runs.End(ref text, index, end, kind);
        return contraction < 0 || index == end ? ~index : index;
    }
}
