using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LlmHttpMetrics.Wire;

/// <summary>A short name, both as sent and as a string.</summary>
internal sealed record KnownName(byte[] Utf8, string Text)
{
    private const int SlotBits = 10;

    private static readonly KnownName?[] Names = new KnownName?[1 << SlotBits];

    /// <summary>
    /// The name for these bytes, if it is cached. Names that recur (models, finish reasons, error codes) are kept in a table of fixed size, so
    /// that a call allocates no string for them; two names with the same slot replace each other.
    /// </summary>
    public static KnownName? Find(ReadOnlySpan<byte> utf8) =>
        Volatile.Read(ref Slot(utf8)) is { } known && utf8.SequenceEqual(known.Utf8) ? known : null;

    /// <summary>The name for these bytes, which is cached.</summary>
    public static KnownName Make(ReadOnlySpan<byte> utf8)
    {
        KnownName made = new(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        Volatile.Write(ref Slot(utf8), made);
        return made;
    }

    private static ref KnownName? Slot(ReadOnlySpan<byte> utf8) => ref Names[Hash(utf8) >> (64 - SlotBits)];

    /// <summary>A fast hash rather than a strong one: the only effect of collisions is that names are allocated again.</summary>
    private static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length * Factor;
        if (utf8.Length < sizeof(ulong))
        {
            foreach (var b in utf8)
            {
                hash = (BitOperations.RotateLeft(hash, 23) ^ b) * Factor;
            }

            return hash;
        }

        // The last word overlaps the one before it.
        var last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        while (utf8.Length > sizeof(ulong))
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Factor;
            utf8 = utf8[sizeof(ulong)..];
        }

        return (BitOperations.RotateLeft(hash, 23) ^ last) * Factor;
    }
}
