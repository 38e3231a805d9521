using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// What is kept of every rank, in one word: the ranks of its two parts in 24 bits each, and the length of its bytes in 16. A token that is
/// made of no others is both its parts; one that no merges lead to has <see cref="NoPart"/> for both, and so has a rank without a token,
/// which has no length either.
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

    /// <summary>Whether merges lead to the token, as they do to those that are made of no others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsMerged(ulong word) => Left(word) != NoPart;
}
