using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Tokenizers.Splitting;

/// <summary>For each ASCII class used by the rules, a mask with one bit per byte of 64.</summary>
internal readonly record struct AsciiMasks
{
    public ulong NotAscii { get; private init; }

    public ulong Letters { get; private init; }

    public ulong Capitals { get; private init; }

    public ulong Digits { get; private init; }

    public ulong Spaces { get; private init; }

    /// <summary>Tabs and similar.</summary>
    public ulong OtherSpaces { get; private init; }

    public ulong LineEnds { get; private init; }

    public ulong Slashes { get; private init; }

    public ulong Apostrophes { get; private init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static AsciiMasks Of(ref byte text) => Vector512.IsHardwareAccelerated ? OfOne(ref text) : OfTwo(ref text);

    /// <summary>Uses one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static AsciiMasks OfOne(ref byte text)
    {
        var bytes = Vector512.LoadUnsafe(ref text);
        var tabs = Within(bytes, 0x09, 0x0D);
        var lineEnds = Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r'));
        return new AsciiMasks
        {
            NotAscii = bytes.ExtractMostSignificantBits(),
            Letters = Within(bytes | Vector512.Create((byte)0x20), (byte)'a', (byte)'z').ExtractMostSignificantBits(),
            Capitals = Within(bytes, (byte)'A', (byte)'Z').ExtractMostSignificantBits(),
            Digits = Within(bytes, (byte)'0', (byte)'9').ExtractMostSignificantBits(),
            Spaces = Vector512.Equals(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits(),
            OtherSpaces = Vector512.AndNot(tabs, lineEnds).ExtractMostSignificantBits(),
            LineEnds = lineEnds.ExtractMostSignificantBits(),
            Slashes = Vector512.Equals(bytes, Vector512.Create((byte)'/')).ExtractMostSignificantBits(),
            Apostrophes = Vector512.Equals(bytes, Vector512.Create((byte)'\'')).ExtractMostSignificantBits(),
        };
    }

    /// <summary>Uses two vectors, if a single one is not wide enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static AsciiMasks OfTwo(ref byte text)
    {
        var low = Vector256.LoadUnsafe(ref text);
        var high = Vector256.LoadUnsafe(ref text, 32);
        var tabs = Bits(Within(low, 0x09, 0x0D), Within(high, 0x09, 0x0D));
        var lineEnds = Equal(low, high, (byte)'\n') | Equal(low, high, (byte)'\r');
        var fold = Vector256.Create((byte)0x20);
        return new AsciiMasks
        {
            NotAscii = Bits(low, high),
            Letters = Bits(Within(low | fold, (byte)'a', (byte)'z'), Within(high | fold, (byte)'a', (byte)'z')),
            Capitals = Bits(Within(low, (byte)'A', (byte)'Z'), Within(high, (byte)'A', (byte)'Z')),
            Digits = Bits(Within(low, (byte)'0', (byte)'9'), Within(high, (byte)'0', (byte)'9')),
            Spaces = Equal(low, high, (byte)' '),
            OtherSpaces = tabs & ~lineEnds,
            LineEnds = lineEnds,
            Slashes = Equal(low, high, (byte)'/'),
            Apostrophes = Equal(low, high, (byte)'\''),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Within(Vector512<byte> bytes, byte first, byte last) =>
        Vector512.LessThanOrEqual(bytes - Vector512.Create(first), Vector512.Create((byte)(last - first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Within(Vector256<byte> bytes, byte first, byte last)
    {
        var above = bytes - Vector256.Create(first);
        return Vector256.Equals(Vector256.Min(above, Vector256.Create((byte)(last - first))), above);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Bits(Vector256.Equals(low, Vector256.Create(value)), Vector256.Equals(high, Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}
