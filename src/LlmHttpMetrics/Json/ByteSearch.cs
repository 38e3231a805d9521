using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LlmHttpMetrics.Json;

/// <summary>Finds the bytes at which a JSON scan has to stop, 32 bytes at a step, never reading past the end.</summary>
internal static unsafe class ByteSearch
{
    private const int Step = 32;

    /// <summary>The first quote, backslash or control character at or after <paramref name="from"/>, or <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringEnd(byte* bytes, int from, int end)
    {
        if (from + Step <= end)
        {
            var mask = StringEndMask(Vector256.Load(bytes + from));
            return mask != 0 ? from + BitOperations.TrailingZeroCount(mask) : LongStringEnd(bytes, from + Step, end);
        }

        return StringEndTail(bytes, from, end);
    }

    /// <summary>The first byte that can follow a number or literal, or <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LiteralEnd(byte* bytes, int from, int end)
    {
        if (from + Step <= end)
        {
            var mask = LiteralEndMask(Vector256.Load(bytes + from));
            if (mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(mask);
            }
        }

        return LiteralEndSlow(bytes, from, end);
    }

    /// <summary>The first byte above space at or after <paramref name="from"/>, or <paramref name="end"/>.</summary>
    public static int AfterSpace(byte* bytes, int from, int end)
    {
        for (; from + Step <= end; from += Step)
        {
            var mask = ~AtMost(Vector256.Load(bytes + from), 0x20).ExtractMostSignificantBits();
            if (mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(mask);
            }
        }

        while (from < end && bytes[from] <= 0x20)
        {
            from++;
        }

        return from;
    }

    /// <summary>The same, where it may be far away.</summary>
    public static int LongStringEnd(byte* bytes, int from, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            for (; from + 128 <= end; from += 128)
            {
                var a = Vector512.Load(bytes + from);
                var b = Vector512.Load(bytes + from + 64);
                if ((Stops(a) | Stops(b)) != Vector512<byte>.Zero)
                {
                    break;
                }
            }
        }

        for (; from + Step <= end; from += Step)
        {
            var mask = StringEndMask(Vector256.Load(bytes + from));
            if (mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(mask);
            }
        }

        return StringEndTail(bytes, from, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Stops(Vector512<byte> v) =>
        Vector512.Equals(v, Vector512.Create((byte)'"')) | Vector512.Equals(v, Vector512.Create((byte)'\\'))
        | Vector512.Equals(Vector512.Min(v, Vector512.Create((byte)0x1F)), v);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int StringEndTail(byte* bytes, int from, int end)
    {
        // The last 32 bytes are loaded once more and the bits before the start are shifted out.
        if (end >= Step && from < end)
        {
            var mask = StringEndMask(Vector256.Load(bytes + end - Step)) >> (from - (end - Step));
            return mask != 0 ? from + BitOperations.TrailingZeroCount(mask) : end;
        }

        for (; from < end; from++)
        {
            var b = bytes[from];
            if (b is (byte)'"' or (byte)'\\' or < 0x20)
            {
                break;
            }
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LiteralEndSlow(byte* bytes, int from, int end)
    {
        if (end >= Step && from < end && from > end - Step)
        {
            var mask = LiteralEndMask(Vector256.Load(bytes + end - Step)) >> (from - (end - Step));
            return mask != 0 ? from + BitOperations.TrailingZeroCount(mask) : end;
        }

        while (from < end && bytes[from] is > 0x20 and not ((byte)',' or (byte)']' or (byte)'}'))
        {
            from++;
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StringEndMask(Vector256<byte> v) =>
        (Vector256.Equals(v, Vector256.Create((byte)'"')) | Vector256.Equals(v, Vector256.Create((byte)'\\')) | AtMost(v, 0x1F))
        .ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LiteralEndMask(Vector256<byte> v) =>
        (Vector256.Equals(v, Vector256.Create((byte)','))
        | Vector256.Equals(v | Vector256.Create((byte)0x20), Vector256.Create((byte)'}'))
        | AtMost(v, 0x20)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AtMost(Vector256<byte> v, byte limit) =>
        Vector256.Equals(Vector256.Min(v, Vector256.Create(limit)), v);

    /// <summary>For every bit the exclusive or of itself and all bits below: turns quote marks into "inside a string".</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
