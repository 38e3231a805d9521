using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace LlmHttpMetrics.Tokenizers.Counting;

/// Handling of incomplete and invalid characters.
internal partial struct TextFeed
{
    /// <summary>The number of bytes at the end that begin a character and can still be completed.</summary>
    private static int HalfCharacter(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= Math.Min(3, text.Length); length++)
        {
            var b = text[^length];
            if (b >= 0xC0)
            {
                return Rune.DecodeFromUtf8(text[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }

            if (b < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Adds a byte to an incomplete character, and returns whether it was used.</summary>
    private int Join(byte next)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, in _part);
        bytes[_partLength] = next;
        var all = bytes[..(_partLength + 1)];
        switch (Rune.DecodeFromUtf8(all, out _, out _))
        {
            case OperationStatus.NeedMoreData:
                _part = MemoryMarshal.Read<uint>(bytes);
                _partLength++;
                return 1;
            case OperationStatus.Done:
                _partLength = 0;
                Take(all);
                return 1;
            default:
                // The previous bytes are not a character; this byte can begin one.
                var alone = _partLength == 0;
                _partLength = 0;
                Take(Replacement);
                return alone ? 1 : 0;
        }
    }

    private void EndPart()
    {
        if (_partLength > 0)
        {
            _partLength = 0;
            Take(Replacement);
        }
    }

    private void EndSurrogate()
    {
        if (_highSurrogate != 0)
        {
            _highSurrogate = '\0';
            Take(Replacement);
        }
    }

    private void Repair(ReadOnlySpan<byte> text)
    {
        Begin(text[0] == ' ' || text.StartsWith("\u2581"u8));
        while (!text.IsEmpty && !IsOver)
        {
            MakeRoom(ChunkSize);
            while (!text.IsEmpty && _buffer.Length - _used >= 2 * sizeof(uint))
            {
                Rune.DecodeFromUtf8(text, out var rune, out var read);
                _used += rune.EncodeToUtf8(_buffer.AsSpan(_used));
                text = text[read..];
            }

            Drain();
        }
    }
}
