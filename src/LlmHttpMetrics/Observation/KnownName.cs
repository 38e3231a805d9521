using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LlmHttpMetrics.Observation;

/// <summary>A short name as it stood on the wire and as a string.</summary>
internal sealed record KnownName(byte[] Utf8, string Text)
{
    private const int SlotBits = 10;

    private static readonly KnownName?[] Names = new KnownName?[1 << SlotBits];

    /// <summary>
    /// The name for these bytes. Names that recur (models, finish reasons, error codes) are kept in a table of fixed size,
    /// so that a call allocates no string for them; two that fall into one slot replace each other.
    /// </summary>
    public static KnownName Of(ReadOnlySpan<byte> utf8)
    {
        ref var slot = ref Names[Hash(utf8) >> (64 - SlotBits)];
        var known = Volatile.Read(ref slot);
        if (known is null || !utf8.SequenceEqual(known.Utf8))
        {
            known = new KnownName(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            Volatile.Write(ref slot, known);
        }

        return known;
    }

    /// <summary>Cheap rather than strong: whoever makes names collide gains that they are made anew.</summary>
    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length * Factor;
        while (utf8.Length >= sizeof(ulong))
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Factor;
            utf8 = utf8[sizeof(ulong)..];
        }

        foreach (var b in utf8)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ b) * Factor;
        }

        return hash;
    }
}
