namespace LlmHttpMetrics.Framing;

/// <summary>
/// Detects the framing from the first bytes: content types are wrong or missing so often (JSON sent as text, error bodies as
/// <c>text/event-stream</c>) that the bytes are more reliable.
/// </summary>
internal struct BodySniffer
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private int _markBytes;

    /// <summary>The kind, and how many leading bytes (white space, a byte order mark) are not part of the body.</summary>
    public BodyKind Sniff(ReadOnlySpan<byte> bytes, out int skip)
    {
        for (skip = 0; skip < bytes.Length; skip++)
        {
            var b = bytes[skip];
            if (_markBytes < ByteOrderMark.Length && b == ByteOrderMark[_markBytes])
            {
                _markBytes++;
                continue;
            }

            if (b > 0x20)
            {
                return b switch
                {
                    (byte)'{' or (byte)'[' => BodyKind.Json,

                    // The five ways in which a line of an event stream begins: data, event, id, retry, and a comment.
                    (byte)'d' or (byte)'e' or (byte)'i' or (byte)'r' or (byte)':' => BodyKind.ServerSentEvents,
                    _ => BodyKind.Opaque,
                };
            }
        }

        return BodyKind.Unknown;
    }
}
