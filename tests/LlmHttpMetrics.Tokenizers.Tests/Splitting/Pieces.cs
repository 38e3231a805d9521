using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Tests.Splitting;

/// <summary>The pieces of texts by the rules.</summary>
internal static class Pieces
{
    private delegate int PieceEnd(ref byte text, int start, int end);

    private delegate ulong Starts(ref byte text, int available);

    public static List<string> Of(SplitPattern pattern, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var end = Rules(pattern).End;
        List<string> pieces = [];
        for (var start = 0; start < utf8.Length;)
        {
            var next = end(ref MemoryMarshal.GetArrayDataReference(utf8), start, utf8.Length);
            next = next < 0 ? ~next : next;
            pieces.Add(Encoding.UTF8.GetString(utf8, start, next - start));
            start = next;
        }

        return pieces;
    }

    /// <summary>By windows of 64 bytes as far as they go, and the slow way where they do not.</summary>
    public static List<string> ByWindows(SplitPattern pattern, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (end, starts) = Rules(pattern);
        List<string> pieces = [];
        for (var start = 0; start < utf8.Length;)
        {
            var window = utf8.Length - start >= 64 ? starts(ref utf8[start], 64) & ~1UL : 0;
            var from = start;
            for (; window != 0; window &= window - 1)
            {
                var next = from + BitOperations.TrailingZeroCount(window);
                pieces.Add(Encoding.UTF8.GetString(utf8, start, next - start));
                start = next;
            }

            if (start == from)
            {
                var next = end(ref utf8[0], start, utf8.Length);
                next = next < 0 ? ~next : next;
                pieces.Add(Encoding.UTF8.GetString(utf8, start, next - start));
                start = next;
            }
        }

        return pieces;
    }

    private static (PieceEnd End, Starts Starts) Rules(SplitPattern pattern) => pattern switch
    {
        SplitPattern.Gpt2 => (Gpt2Split.PieceEnd, Gpt2Split.Starts),
        SplitPattern.Cl100k => (WordSplit<Cl100kRules>.PieceEnd, WordSplit<Cl100kRules>.Starts),
        SplitPattern.Cl100kSingleDigits => (WordSplit<Cl100kSingleDigitRules>.PieceEnd, WordSplit<Cl100kSingleDigitRules>.Starts),
        SplitPattern.O200k => (WordSplit<O200kRules>.PieceEnd, WordSplit<O200kRules>.Starts),
        _ => (WordSplit<TekkenRules>.PieceEnd, WordSplit<TekkenRules>.Starts),
    };
}
