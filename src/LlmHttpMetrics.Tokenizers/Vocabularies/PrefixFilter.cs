using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LlmHttpMetrics.Tokenizers.Vocabularies;

/// <summary>
/// A filter for byte sequences: whether a token may begin with the sequence, and whether the sequence may be a token. It has false positives, but no
/// false negatives. It takes a megabyte, and replaces a tree whose every step would wait for memory.
/// </summary>
internal sealed class PrefixFilter
{
    /// <summary>A token begins with these bytes, or consists of them.</summary>
    public const int Prefix = 1;

    /// <summary>These bytes are a token.</summary>
    public const int Token = 2;

    private readonly byte[] _bits;
    private readonly int _shift;

    /// <param name="tokens">The number of tokens; they have about twice as many prefixes.</param>
    public PrefixFilter(int tokens)
    {
        var cells = BitOperations.RoundUpToPowerOf2((uint)Math.Max(tokens, 64)) * 16;
        _bits = new byte[cells / 4];
        _shift = 64 - BitOperations.Log2(cells);
        Pages.Touch(_bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong hash, int what)
    {
        var cell = hash >> _shift;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bits), (nuint)(cell >> 2)) |= (byte)(what << (int)(2 * (cell & 3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Get(ulong hash)
    {
        var cell = hash >> _shift;
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bits), (nuint)(cell >> 2)) >> (int)(2 * (cell & 3)) & 3;
    }
}
