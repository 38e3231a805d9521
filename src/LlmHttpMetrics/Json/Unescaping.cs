using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>Copies text without its escapes, 64 bytes at a step. Prompts and programs have an escape at each line end.</summary>
internal static unsafe class Unescaping
{
    /// <summary>Bytes read and written at once.</summary>
    public const int Block = 64;

    /// <summary>Room that a step may need: a block but for its last byte, and a character in place of that.</summary>
    public const int Step = Block + 2;

    private const byte NoDigit = 0xFF;

    /// <summary>What stands for itself or another byte after a backslash; zero where it takes more to tell.</summary>
    private static readonly byte[] Plain = CreatePlain();

    private static readonly byte[] Digits = CreateDigits();

    /// <summary>
    /// Copies up to a quote, a control character, a surrogate, or an escape that is none, as long as whole blocks can be read
    /// and written; returns the position it came to.
    /// </summary>
    public static int Copy(byte* from, int i, int end, byte* to, ref int length, int room)
    {
        ref var plain = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(Plain);
        var at = length;
        while (i <= end - Block && at <= room - Step)
        {
            var stops = CopyBlock(from + i, to + at);
            if (stops == 0)
            {
                i += Block;
                at += Block;
                continue;
            }

            var count = BitOperations.TrailingZeroCount(stops);
            i += count;
            at += count;
            if (from[i] != '\\' || i + 6 > end)
            {
                break;
            }

            var c = Unsafe.Add(ref plain, from[i + 1]);
            if (c != 0)
            {
                to[at++] = c;
                i += 2;
                continue;
            }

            var bytes = Encode(from + i, to + at);
            if (bytes == 0)
            {
                break;
            }

            at += bytes;
            i += 6;
        }

        length = at;
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong CopyBlock(byte* from, byte* to)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var v = Vector512.Load(from);
            v.Store(to);
            return ByteSearch.Stops(v).ExtractMostSignificantBits();
        }

        var low = Vector256.Load(from);
        var high = Vector256.Load(from + 32);
        low.Store(to);
        high.Store(to + 32);
        return ByteSearch.StringEndMask(low) | ((ulong)ByteSearch.StringEndMask(high) << 32);
    }

    /// <summary>Writes the character that a <c>\u0000</c> stands for; returns its length, zero for half of a pair or no such escape.</summary>
    private static int Encode(byte* escape, byte* to)
    {
        if (escape[1] != 'u')
        {
            return 0;
        }

        int a = Digits[escape[2]], b = Digits[escape[3]], c = Digits[escape[4]], d = Digits[escape[5]];
        var unit = (a << 12) | (b << 8) | (c << 4) | d;
        if ((a | b | c | d) == NoDigit || char.IsSurrogate((char)unit))
        {
            return 0;
        }

        if (unit < 0x80)
        {
            to[0] = (byte)unit;
            return 1;
        }

        if (unit < 0x800)
        {
            to[0] = (byte)(0xC0 | (unit >> 6));
            to[1] = (byte)(0x80 | (unit & 0x3F));
            return 2;
        }

        to[0] = (byte)(0xE0 | (unit >> 12));
        to[1] = (byte)(0x80 | ((unit >> 6) & 0x3F));
        to[2] = (byte)(0x80 | (unit & 0x3F));
        return 3;
    }

    private static byte[] CreatePlain()
    {
        var plain = new byte[256];
        for (var c = 0x20; c < plain.Length; c++)
        {
            plain[c] = (byte)c;
        }

        (plain['n'], plain['t'], plain['r'], plain['b'], plain['f'], plain['u']) = ((byte)'\n', (byte)'\t', (byte)'\r', (byte)'\b', (byte)'\f', 0);
        return plain;
    }

    private static byte[] CreateDigits()
    {
        var digits = new byte[256];
        Array.Fill(digits, NoDigit);
        for (var value = 0; value < 16; value++)
        {
            digits["0123456789abcdef"[value]] = digits["0123456789ABCDEF"[value]] = (byte)value;
        }

        return digits;
    }
}
