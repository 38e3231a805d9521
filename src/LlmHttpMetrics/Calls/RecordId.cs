namespace LlmHttpMetrics.Calls;

/// <summary>
/// Ids that distinguish records and need not be hard to guess: 122 bits of a generator seeded by the system, as a UUID of version 4, which may be
/// pseudo-random: https://www.rfc-editor.org/rfc/rfc9562.html#section-5.4. Getting each one from the system, as <see cref="Guid.NewGuid"/> does,
/// costs as much as the rest of an event.
/// </summary>
internal static class RecordId
{
    private const int Length = 16;

    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
