using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>Finds the bytes at which a scan has to stop, 32 bytes at a step, never reading past the end.</summary>
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

        return ShortStringEnd(bytes, from, end);
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

        return LongLiteralEnd(bytes, from, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongLiteralEnd(byte* bytes, int from, int end)
    {
        while (from < end && bytes[from] is > JsonGrammar.Space and not ((byte)',' or (byte)']' or (byte)'}'))
        {
            from++;
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LiteralEndMask(Vector256<byte> v) =>
        (Vector256.Equals(v, Vector256.Create((byte)','))
        | Vector256.Equals(v | Vector256.Create((byte)0x20), Vector256.Create((byte)'}'))
        | AtMost(v, JsonGrammar.Space)).ExtractMostSignificantBits();

    /// <summary>
    /// The first byte above white space at or after <paramref name="from"/>; the first line end, if the scan stops there; or
    /// <paramref name="end"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int AfterSpace(byte* bytes, int from, int end, bool stopAtLineEnd)
    {
        for (; from + Step <= end; from += Step)
        {
            var v = Vector256.Load(bytes + from);
            var mask = ~AtMost(v, JsonGrammar.Space).ExtractMostSignificantBits();
            if (stopAtLineEnd)
            {
                mask |= (Vector256.Equals(v, Vector256.Create((byte)'\n')) | Vector256.Equals(v, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
            }

            if (mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(mask);
            }
        }

        while (from < end && bytes[from] <= JsonGrammar.Space && !(stopAtLineEnd && bytes[from] is (byte)'\n' or (byte)'\r'))
        {
            from++;
        }

        return from;
    }

    /// <summary>The end of a string that may be far away.</summary>
    public static int LongStringEnd(byte* bytes, int from, int end)
    {
        while (from + (2 * Step) <= end
            && (StringEnds(Vector256.Load(bytes + from)) | StringEnds(Vector256.Load(bytes + from + Step))) == Vector256<byte>.Zero)
        {
            from += 2 * Step;
        }

        for (; from + Step <= end; from += Step)
        {
            var mask = StringEndMask(Vector256.Load(bytes + from));
            if (mask != 0)
            {
                return from + BitOperations.TrailingZeroCount(mask);
            }
        }

        return ShortStringEnd(bytes, from, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ShortStringEnd(byte* bytes, int from, int end)
    {
        // The last 32 bytes are loaded once more, and the bits before the start are shifted out.
        if (end >= Step && from < end)
        {
            var mask = StringEndMask(Vector256.Load(bytes + end - Step)) >> (from - (end - Step));
            return mask != 0 ? from + BitOperations.TrailingZeroCount(mask) : end;
        }

        while (from < end && bytes[from] is >= JsonGrammar.Space and not ((byte)'"' or (byte)'\\'))
        {
            from++;
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StringEndMask(Vector256<byte> v) => StringEnds(v).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> StringEnds(Vector256<byte> v) =>
        Vector256.Equals(v, Vector256.Create((byte)'"')) | Vector256.Equals(v, Vector256.Create((byte)'\\')) | AtMost(v, JsonGrammar.Space - 1);

    /// <summary>The bytes that are at most a limit. Two plain vector instructions: a comparison of unsigned bytes takes more without masks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AtMost(Vector256<byte> v, byte limit) => Vector256.Equals(Vector256.Min(v, Vector256.Create(limit)), v);
}
