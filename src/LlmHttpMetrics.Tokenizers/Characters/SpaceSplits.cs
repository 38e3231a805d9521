using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Characters;

/// <summary>A piece consists of the spaces before a word and the word, for vocabularies in which no token has a space after another character.</summary>
internal readonly struct BeforeSpacesSplit : ISplitRules
{
    public static ulong Starts(ref byte text, int available) => 1;

    public static int PieceEnd(ref byte text, int start, int end)
    {
        var spaces = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), end - start).IndexOfAnyExcept((byte)' ');
        return spaces < 0 ? ~end : WordEnd.Find(ref text, start + spaces, end);
    }
}

/// <summary>A new piece begins at every space, as Metaspace splits.</summary>
internal readonly struct EverySpaceSplit : ISplitRules
{
    public static ulong Starts(ref byte text, int available) => 1;

    public static int PieceEnd(ref byte text, int start, int end) => WordEnd.Find(ref text, start + 1, end);
}

/// <summary>The whole text is one piece, since tokens can span words.</summary>
internal readonly struct NoSplit : ISplitRules
{
    public static ulong Starts(ref byte text, int available) => 1;

    public static int PieceEnd(ref byte text, int start, int end) => ~end;
}

internal static class WordEnd
{
    public static int Find(ref byte text, int start, int end)
    {
        var word = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), end - start).IndexOf((byte)' ');
        return word < 0 ? ~end : start + word;
    }
}
