using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Skips an object or array, 64 bytes at a time. Its state is a depth and two bits, so that nesting requires no memory.
/// </summary>
internal unsafe struct ContainerSkipper
{
    private const int Block = 64;

    private long _depth;

    /// <summary>All bits set within a string.</summary>
    private ulong _inString;

    /// <summary>One if the next byte is escaped.</summary>
    private ulong _escaped;

    /// <summary>Starts just after the opening bracket.</summary>
    public void Begin() => this = new ContainerSkipper { _depth = 1 };

    /// <summary>The position after the closing bracket, with <paramref name="closed"/> true; otherwise <paramref name="end"/>.</summary>
    public int Skip(byte* bytes, int from, int end, out bool closed)
    {
        while (end - from >= Block)
        {
            var close = SkipBlock(bytes + from, Block);
            if (close >= 0)
            {
                closed = true;
                return from + close + 1;
            }

            from += Block;
            if (_inString != 0 && _escaped == 0)
            {
                from = ByteSearch.StringEnd(bytes, from, end);
            }
        }

        if (from < end)
        {
            var rest = end - from;
            var block = stackalloc byte[Block];
            new ReadOnlySpan<byte>(bytes + from, rest).CopyTo(new Span<byte>(block, Block));
            new Span<byte>(block + rest, Block - rest).Clear();
            var close = SkipBlock(block, rest);
            if (close >= 0)
            {
                closed = true;
                return from + close + 1;
            }
        }

        closed = false;
        return end;
    }

    /// <summary>The index of the bracket that closes the container; -1 if it is not among the first <paramref name="count"/> bytes.</summary>
    private int SkipBlock(byte* block, int count)
    {
        var quotes = Equal(block, 0xFF, '"');
        var backslashes = Equal(block, 0xFF, '\\');
        if ((backslashes | _escaped) != 0)
        {
            quotes &= ~Escaped(backslashes, count);
        }

        var inString = WithinQuotes(quotes) ^ _inString;
        _inString = 0 - ((inString >> (count - 1)) & 1);

        // A brace and a bracket differ in one bit: { and [, } and ].
        var opens = Equal(block, 0xDF, '[') & ~inString;
        var closes = Equal(block, 0xDF, ']') & ~inString;
        if (BitOperations.PopCount(closes) >= _depth)
        {
            for (var rest = closes; rest != 0; rest &= rest - 1)
            {
                var upTo = rest ^ (rest - 1);
                if (_depth + BitOperations.PopCount(opens & upTo) == BitOperations.PopCount(closes & upTo))
                {
                    return BitOperations.TrailingZeroCount(rest);
                }
            }
        }

        _depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
        return -1;
    }

    /// <summary>The bits of the bytes that equal a value under a mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(byte* block, byte mask, char value)
    {
        var masks = Vector256.Create(mask);
        var values = Vector256.Create((byte)(value & mask));
        var low = Vector256.Equals(Vector256.Load(block) & masks, values).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.Load(block + 32) & masks, values).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }

    /// <summary>The bits from each opening quote up to, but not including, its closing quote: the prefix XOR of the quotes.</summary>
    private static ulong WithinQuotes(ulong quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        quotes ^= quotes << 16;
        return quotes ^ (quotes << 32);
    }

    /// <summary>The bits of the bytes that are escaped by a backslash.</summary>
    private ulong Escaped(ulong backslashes, int count)
    {
        // In a row of backslashes, every other one is escaped. The borrow of one subtraction finds the end of each row
        // (a variant of https://arxiv.org/abs/1902.08318, section 3.1.1).
        const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;
        var unescaped = backslashes & ~_escaped;
        var odd = ((unescaped << 1) | OddBits) - unescaped;
        var escapes = odd ^ OddBits;
        var escaped = escapes ^ (backslashes | _escaped);
        _escaped = ((escapes & backslashes) >> (count - 1)) & 1;
        return escaped;
    }
}
