using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// The information about a rank in one word: the ranks of its two parts in 24 bits each, and the number of its bytes in 16. A token that is not
/// merged from others is both of its parts; one that no merges lead to has <see cref="NoPart"/> for both, and so has a rank without a token, whose
/// length is zero.
/// </summary>
internal static class TokenWord
{
    public const int NoPart = 0xFFFFFF;

    private const int RightShift = 24;
    private const int LengthShift = 48;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(int left, int right, int length) => ((ulong)(uint)length << LengthShift) | ((ulong)(uint)right << RightShift) | (uint)left;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Left(ulong word) => (int)(word & NoPart);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Right(ulong word) => (int)((word >> RightShift) & NoPart);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ulong word) => (int)(word >> LengthShift);

    /// <summary>Whether merges lead to the token; also true for tokens that are not merged from others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsMerged(ulong word) => Left(word) != NoPart;
}
