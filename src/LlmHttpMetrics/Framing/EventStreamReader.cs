using System.Buffers.Binary;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// Reads an AWS event stream as it arrives, however it is split, and passes the payloads to the scanner without collecting them:
/// https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html. Reading stops at a frame whose checksum is wrong.
/// </summary>
internal sealed class EventStreamReader(JsonScanner scanner, IFrameSink events)
{
    private const int PreludeLength = 12;
    private const int ChecksumLength = 4;
    private const int MinLength = PreludeLength + ChecksumLength;

    /// <summary>The limits of the format: 128 KB of headers, 24 MB of payload.</summary>
    private const int MaxHeaders = 128 * 1024;
    private const int MaxPayload = 24 * 1024 * 1024;

    private static readonly FieldMap ErrorMap = new([new("message", FieldAction.ErrorMessage, 1), new("Message", FieldAction.ErrorMessage, 1)]);

    private readonly FrameHeaders _headers = new();
    private readonly Base64Event _wrapped = new(scanner);
    private readonly byte[] _word = new byte[PreludeLength];
    private FieldMap _map = FieldMap.Empty;
    private FramePayload _kind;
    private FramePayload _payload;
    private Step _step;
    private int _wordLength;
    private int _headersLeft;
    private int _payloadLeft;
    private uint _checksum;

    private enum Step : byte
    {
        Prelude,
        Headers,
        Payload,
        Checksum,
        Corrupt,
    }

    public void Begin(FieldMap map, FramePayload payload)
    {
        _map = map;
        _kind = payload;
        _step = Step.Prelude;
        _wordLength = 0;
        scanner.Begin(map);
    }

    public void Consume(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            switch (_step)
            {
                case Step.Prelude:
                    ReadPrelude(ref bytes);
                    break;
                case Step.Headers:
                    ReadHeaders(ref bytes);
                    break;
                case Step.Payload:
                    ReadPayload(ref bytes);
                    break;
                case Step.Checksum:
                    ReadChecksum(ref bytes);
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>The end of the stream: an incomplete frame still counts as far as it arrived.</summary>
    public void End()
    {
        if (_step is Step.Payload or Step.Checksum)
        {
            EndPayload();
        }
    }

    private void ReadPrelude(ref ReadOnlySpan<byte> bytes)
    {
        if (!TryTake(ref bytes, PreludeLength, out var prelude))
        {
            return;
        }

        _checksum = Crc32.AddByTable(Crc32.Begin, prelude[..8]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prelude);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(prelude[4..]);
        if (Crc32.Of(_checksum) != BinaryPrimitives.ReadUInt32BigEndian(prelude[8..])
            || headers > MaxHeaders || length < MinLength + headers || length - MinLength - headers > MaxPayload)
        {
            StopAtCorruptFrame();
            return;
        }

        _checksum = Crc32.AddByTable(_checksum, prelude[8..]);
        _headersLeft = (int)headers;
        _payloadLeft = (int)(length - MinLength - headers);
        _step = Step.Headers;
        if (bytes.Length >= _headersLeft)
        {
            _headers.Read(bytes[.._headersLeft]);
            Advance(ref bytes, _headersLeft);
            BeginPayload();
        }
        else
        {
            _headers.Begin();
        }
    }

    private void ReadHeaders(ref ReadOnlySpan<byte> bytes)
    {
        var piece = Math.Min(bytes.Length, _headersLeft);
        _headers.Add(bytes[..piece]);
        Advance(ref bytes, piece);
        _headersLeft -= piece;
        if (_headersLeft == 0)
        {
            _headers.Read();
            BeginPayload();
        }
    }

    private void BeginPayload()
    {
        _step = _payloadLeft > 0 ? Step.Payload : Step.Checksum;
        _payload = _headers.Fails ? FramePayload.Event : _kind;
        if (_headers.Fails)
        {
            events.Failed(_headers.ErrorType, _headers.ErrorMessage);
            scanner.Begin(ErrorMap);
            return;
        }

        switch (_kind)
        {
            case FramePayload.Event:
                events.EventName(_headers.EventType);
                scanner.Begin(_map);
                break;
            case FramePayload.Chunk:
                _wrapped.Begin(_map);
                break;
        }
    }

    private void ReadPayload(ref ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, _payloadLeft);
        var piece = bytes[..length];
        Advance(ref bytes, length);
        _payloadLeft -= length;
        switch (_payload)
        {
            case FramePayload.Event:
                scanner.Consume(piece, stopAtLineEnd: false);
                break;
            case FramePayload.Chunk:
                _wrapped.Consume(piece);
                break;
            case FramePayload.Part:
                events.Part(piece);
                break;
        }

        if (_payloadLeft == 0)
        {
            _step = Step.Checksum;
        }
    }

    private void ReadChecksum(ref ReadOnlySpan<byte> bytes)
    {
        if (!TryTake(ref bytes, ChecksumLength, out var checksum))
        {
            return;
        }

        if (Crc32.Of(_checksum) != BinaryPrimitives.ReadUInt32BigEndian(checksum))
        {
            StopAtCorruptFrame();
            return;
        }

        _step = Step.Prelude;
        EndPayload();
    }

    private void EndPayload()
    {
        if (_payload == FramePayload.Part)
        {
            return;
        }

        if (_payload == FramePayload.Chunk)
        {
            _wrapped.End();
        }
        else
        {
            scanner.End();
        }

        events.EventEnd();
    }

    private void StopAtCorruptFrame()
    {
        _step = Step.Corrupt;
        events.Corrupted();
    }

    private void Advance(ref ReadOnlySpan<byte> bytes, int length)
    {
        _checksum = Crc32.Add(_checksum, bytes[..length]);
        bytes = bytes[length..];
    }

    /// <summary>Takes a word of fixed length, which may arrive in several reads.</summary>
    private bool TryTake(ref ReadOnlySpan<byte> bytes, int length, out ReadOnlySpan<byte> word)
    {
        var piece = Math.Min(bytes.Length, length - _wordLength);
        bytes[..piece].CopyTo(_word.AsSpan(_wordLength));
        bytes = bytes[piece..];
        _wordLength += piece;
        word = _word.AsSpan(0, _wordLength);
        if (_wordLength < length)
        {
            return false;
        }

        _wordLength = 0;
        return true;
    }
}
