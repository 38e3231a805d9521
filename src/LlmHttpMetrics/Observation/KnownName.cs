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
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref Names[hash.ToHashCode() & (Slots - 1)];
        var known = Volatile.Read(ref slot);
        if (known is null || !utf8.SequenceEqual(known.Utf8))
        {
            known = new KnownName(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            Volatile.Write(ref slot, known);
        }

        return known;
    }

    /// <summary>The name for these bytes, which are likely to be those of <paramref name="last"/>.</summary>
    public static KnownName Of(ReadOnlySpan<byte> utf8, KnownName? last) =>
        last is not null && utf8.SequenceEqual(last.Utf8) ? last : Of(utf8);
}
