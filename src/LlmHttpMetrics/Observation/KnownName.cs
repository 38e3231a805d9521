using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LlmHttpMetrics.Observation;

/// <summary>A short name as it stood on the wire and as a string.</summary>
internal sealed record KnownName(byte[] Utf8, string Text)
{
    private const int Slots = 1024;

    private static readonly KnownName?[] Names = new KnownName?[Slots];

    /// <summary>
    /// The name for these bytes. Names that recur (models, finish reasons, error codes) are kept in a table of fixed size,
    /// so that a call allocates no string for them; two that fall into one slot replace each other.
    /// </summary>
    public static KnownName Of(ReadOnlySpan<byte> utf8)
    {
        ref var slot = ref Names[(int)(Hash(utf8) >> 54)];
        var known = Volatile.Read(ref slot);
        if (known is null || !utf8.SequenceEqual(known.Utf8))
        {
            known = new KnownName(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            Volatile.Write(ref slot, known);
        }

        return known;
    }

    /// <summary>Beginning, end and length tell names of models and codes apart well enough.</summary>
    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        ulong head = 0, tail = 0;
        if (utf8.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        }
        else
        {
            foreach (var b in utf8)
            {
                head = (head << 8) | b;
            }
        }

        return (head ^ BitOperations.RotateLeft(tail, 29) ^ ((ulong)utf8.Length << 56)) * 0x9E3779B97F4A7C15;
    }

    /// <summary>The name for these bytes, which are likely to be those of <paramref name="last"/>.</summary>
    public static KnownName Of(ReadOnlySpan<byte> utf8, KnownName? last) =>
        last is not null && utf8.SequenceEqual(last.Utf8) ? last : Of(utf8);
}
