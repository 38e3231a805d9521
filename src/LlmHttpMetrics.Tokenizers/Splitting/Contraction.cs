using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>'s, 't, 're, 've, 'm, 'll and 'd.</summary>
internal static class Contraction
{
    /// <summary>A contraction can need three bytes after the apostrophe: the long s, which equals s if case is ignored, has two.</summary>
    private const int Reach = 4;

    /// <summary>
    /// The length of the contraction at <paramref name="index"/>, zero for none; negative where bytes after <paramref name="end"/>
    /// could make it one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Match(ref byte text, int index, int end, bool ignoreCase)
    {
        if (index >= end)
        {
            return -1;
        }

        return Unsafe.Add(ref text, index) != '\'' ? 0 : AfterApostrophe(ref text, index, end, ignoreCase);
    }

    private static int AfterApostrophe(ref byte text, int index, int end, bool ignoreCase)
    {
        var length = Letters(ref Unsafe.Add(ref text, index + 1), end - index - 1, ignoreCase);
        return length == 0 && end - index < Reach ? -1 : length;
    }

    private static int Letters(ref byte text, int available, bool ignoreCase)
    {
        if (available < 1)
        {
            return 0;
        }

        var fold = ignoreCase ? 0x20 : 0;
        var first = text | fold;
        if (first is 's' or 't' or 'm' or 'd')
        {
            return 2;
        }

        if (available < 2)
        {
            return 0;
        }

        var second = Unsafe.Add(ref text, 1) | fold;
        if ((first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l'))
        {
            return 3;
        }

        return ignoreCase && text == 0xC5 && Unsafe.Add(ref text, 1) == 0xBF ? 3 : 0;
    }
}
