using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LlmHttpMetrics.Json;

/// <summary>
/// Passes over an object or array that nobody asked for, 64 bytes at a step. Its whole state is a depth and two flags,
/// so nesting costs no memory.
/// </summary>
internal unsafe struct ContainerSkipper
{
    private const int Block = 64;

    private long _depth;
    private ulong _inString;
    private ulong _escaped;

    /// <summary>Starts just after the opening bracket.</summary>
    public void Begin()
    {
        _depth = 1;
        _inString = 0;
        _escaped = 0;
    }

    /// <summary>
    /// The position after the closing bracket (<paramref name="closed"/> is then true), that of a line end where those
    /// stop the scan, or <paramref name="end"/>.
    /// </summary>
    public int Skip(byte* bytes, int from, int end, bool stopAtLineEnd, out bool closed)
    {
        while (from < end)
        {
            var count = Math.Min(Block, end - from);
            Masks masks;
            if (count == Block)
            {
                masks = Read(bytes + from);
            }
            else if (end >= Block)
            {
                // The last 64 bytes are loaded once more and the bits before the start are shifted out.
                masks = Read(bytes + end - Block) >> (Block - count);
            }
            else
            {
                masks = ReadSlowly(bytes + from, count);
            }

            if (stopAtLineEnd && masks.LineEnds != 0)
            {
                count = BitOperations.TrailingZeroCount(masks.LineEnds);
                masks = masks.Below(count);
                end = from + count;
                if (count == 0)
                {
                    break;
                }
            }

            var at = Step(masks, count);
            if (at >= 0)
            {
                closed = true;
                return from + at + 1;
            }

            from += count;
            if (_inString != 0 && (masks.Quotes | masks.Backslashes) == 0)
            {
                // Within a long string, of which only the end is looked for.
                from = ByteSearch.LongStringEnd(bytes, from, end);
            }
        }

        closed = false;
        return from;
    }

    /// <summary>The index of the bracket that closes the container, or -1 when it lies further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Step(in Masks masks, int count)
    {
        var quotes = masks.Quotes;
        if ((masks.Backslashes | _escaped) != 0)
        {
            quotes &= ~Escaped(masks.Backslashes, count);
        }

        var inside = ByteSearch.PrefixXor(quotes) ^ _inString;
        var opens = masks.Opens & ~inside;
        var closes = masks.Closes & ~inside;
        _inString = 0 - ((inside >> (count - 1)) & 1);

        if (BitOperations.PopCount(closes) < _depth)
        {
            _depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
            return -1;
        }

        for (; closes != 0; closes &= closes - 1)
        {
            var below = closes ^ (closes - 1);
            if (--_depth + BitOperations.PopCount(opens & below) == 0)
            {
                return BitOperations.TrailingZeroCount(closes);
            }
        }

        _depth += BitOperations.PopCount(opens);
        return -1;
    }

    /// <summary>The bits of the characters that a backslash before them takes the meaning from.</summary>
    private ulong Escaped(ulong backslashes, int count)
    {
        // Every other backslash of a row is escaped. The borrow of one subtraction finds the end of each row, whatever its length
        // (a form of what https://arxiv.org/abs/1902.08318 describes in section 3.1.1).
        const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;
        var unescaped = backslashes & ~_escaped;
        var odd = ((unescaped << 1) | OddBits) - unescaped;
        var escapes = odd ^ OddBits;
        var escaped = escapes ^ (backslashes | _escaped);
        _escaped = ((escapes & backslashes) >> (count - 1)) & 1;
        return escaped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Read(byte* bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var v = Vector512.Load(bytes);
            var folded = v | Vector512.Create((byte)0x20);
            return new Masks(
                Vector512.Equals(v, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
                Vector512.Equals(v, Vector512.Create((byte)'\\')).ExtractMostSignificantBits(),
                Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits(),
                Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits(),
                (Vector512.Equals(v, Vector512.Create((byte)'\n')) | Vector512.Equals(v, Vector512.Create((byte)'\r'))).ExtractMostSignificantBits());
        }

        return new Masks(Bits(bytes, 0xFF, (byte)'"'), Bits(bytes, 0xFF, (byte)'\\'), Bits(bytes, 0xDF, (byte)'{'), Bits(bytes, 0xDF, (byte)'}'),
            Bits(bytes, 0xFF, (byte)'\n') | Bits(bytes, 0xFF, (byte)'\r'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(byte* bytes, byte significant, byte value)
    {
        var ignore = Vector256.Create((byte)~significant);
        var wanted = Vector256.Create(value) | ignore;
        return Vector256.Equals(Vector256.Load(bytes) | ignore, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.Load(bytes + 32) | ignore, wanted).ExtractMostSignificantBits() << 32);
    }

    private static Masks ReadSlowly(byte* bytes, int count)
    {
        ulong quotes = 0, backslashes = 0, opens = 0, closes = 0, lineEnds = 0;
        for (var i = 0; i < count; i++)
        {
            var bit = 1UL << i;
            switch (bytes[i])
            {
                case (byte)'"': quotes |= bit; break;
                case (byte)'\\': backslashes |= bit; break;
                case (byte)'{' or (byte)'[': opens |= bit; break;
                case (byte)'}' or (byte)']': closes |= bit; break;
                case (byte)'\n' or (byte)'\r': lineEnds |= bit; break;
            }
        }

        return new Masks(quotes, backslashes, opens, closes, lineEnds);
    }

    private readonly record struct Masks(ulong Quotes, ulong Backslashes, ulong Opens, ulong Closes, ulong LineEnds)
    {
        public static Masks operator >>(in Masks m, int by) => new(m.Quotes >> by, m.Backslashes >> by, m.Opens >> by, m.Closes >> by, m.LineEnds >> by);

        public Masks Below(int count)
        {
            var keep = (1UL << count) - 1;
            return new Masks(Quotes & keep, Backslashes & keep, Opens & keep, Closes & keep, 0);
        }
    }
}
