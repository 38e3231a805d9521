using System.Buffers.Binary;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// The headers of one frame: https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html. The headers of successive frames are mostly
/// the same bytes, which one comparison detects.
/// </summary>
internal sealed class FrameHeaders
{
    /// <summary>Headers beyond this length are not read; those that are known take about 100 bytes.</summary>
    public const int MaxLength = 1024;

    private const byte BytesType = 6;
    private const byte StringType = 7;

    private readonly byte[] _bytes = new byte[MaxLength];
    private int _length;
    private Range _event;
    private Range _error;
    private Range _message;

    /// <summary>The frame carries an exception or an error instead of an event.</summary>
    public bool Fails { get; private set; }

    public ReadOnlySpan<byte> EventType => _bytes.AsSpan(_event);

    /// <summary>The exception's type, or the error's code.</summary>
    public ReadOnlySpan<byte> ErrorType => _bytes.AsSpan(_error);

    public ReadOnlySpan<byte> ErrorMessage => _bytes.AsSpan(_message);

    public void Begin()
    {
        _length = 0;
        Fails = false;
        _event = _error = _message = default;
    }

    /// <summary>Keeps a piece of headers that arrive in several.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        var room = Math.Min(piece.Length, MaxLength - _length);
        piece[..room].CopyTo(_bytes.AsSpan(_length));
        _length += room;
    }

    /// <summary>Reads the headers that were kept.</summary>
    public void Read()
    {
        for (var at = 0; at < _length;)
        {
            at = ReadHeader(at);
        }
    }

    /// <summary>Reads headers that are complete.</summary>
    public void Read(ReadOnlySpan<byte> headers)
    {
        if (!headers.SequenceEqual(_bytes.AsSpan(0, _length)))
        {
            Begin();
            Add(headers);
            Read();
        }
    }

    /// <summary>Reads one header; returns where the next one begins, or the end if this one is cut off or unknown.</summary>
    private int ReadHeader(int at)
    {
        var name = at + 1;
        var type = name + _bytes[at];
        if (type >= _length)
        {
            return _length;
        }

        if (_bytes[type] is not (StringType or BytesType))
        {
            // Booleans have no value, the others one of fixed length: byte, short, int, long, timestamp, UUID.
            var size = _bytes[type] switch { 0 or 1 => 0, 2 => 1, 3 => 2, 4 => 4, 5 or 8 => 8, 9 => 16, _ => _length };
            return type + 1 + size;
        }

        var value = type + 1 + sizeof(ushort);
        if (value > _length)
        {
            return _length;
        }

        var end = value + BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(type + 1));
        if (end <= _length)
        {
            Keep(_bytes.AsSpan(name..type), value..end);
        }

        return end;
    }

    private void Keep(ReadOnlySpan<byte> name, Range value)
    {
        if (name.SequenceEqual(":event-type"u8))
        {
            _event = value;
        }
        else if (name.SequenceEqual(":exception-type"u8) || name.SequenceEqual(":error-code"u8))
        {
            _error = value;
        }
        else if (name.SequenceEqual(":error-message"u8))
        {
            _message = value;
        }
        else if (name.SequenceEqual(":message-type"u8))
        {
            var type = _bytes.AsSpan(value);
            Fails = type.SequenceEqual("exception"u8) || type.SequenceEqual("error"u8);
        }
    }
}
