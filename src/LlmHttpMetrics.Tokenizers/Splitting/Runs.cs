using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>Finds the ends of runs of characters of certain classes.</summary>
internal static class Runs
{
    /// <summary>The end of the run of characters of these classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int End(ref byte text, int index, int end, CharacterClass classes)
    {
        while ((CharacterClasses.At(ref text, index, end, out var length) & classes) != 0)
        {
            index += length;
        }

        return index;
    }

    /// <summary>
    /// The end of a piece of white space: after its last line end if line ends count, otherwise one character before what follows, so that a word
    /// gets its space; all of it at the end of the text. The complement if more can follow.
    /// </summary>
    public static int WhiteEnd(ref byte text, int start, int end, bool lineEnds)
    {
        var (index, last, afterLineEnd) = (start, start, -1);
        while (true)
        {
            var found = CharacterClasses.At(ref text, index, end, out var length);
            if ((found & CharacterClass.White) == 0)
            {
                break;
            }

            last = index;
            index += length;
            afterLineEnd = found == CharacterClass.LineEnd ? index : afterLineEnd;
        }

        if (lineEnds && afterLineEnd >= 0)
        {
            return index == end ? ~afterLineEnd : afterLineEnd;
        }

        return index == end ? ~index : last == start ? index : last;
    }
}
