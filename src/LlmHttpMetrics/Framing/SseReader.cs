using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// Reads server-sent events as they arrive, however they are split, and passes their data to the scanner without joining lines. Rules:
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream.
/// </summary>
internal sealed class SseReader(JsonScanner scanner, IEventSink events)
{
    private const int MaxEventName = 64;

    private readonly byte[] _word = new byte[MaxEventName];
    private int _wordLength;
    private Part _part;
    private bool _skipLineFeed;
    private bool _hasData;
    private bool _hasName;
    private FieldMap _map = FieldMap.Empty;
    private FieldMap _errors = FieldMap.Empty;

    private enum Part : byte
    {
        LineStart,
        FieldName,
        DataStart,
        Data,
        NameStart,
        Name,
        Ignored,
    }

    /// <summary>At least one line of data has arrived.</summary>
    public bool SawData { get; private set; }

    /// <param name="map">How the data is read.</param>
    /// <param name="errors">How the value of a field named <c>error</c> is read, which llama.cpp's server sends in place of data.</param>
    public void Begin(FieldMap map, FieldMap errors)
    {
        SawData = false;
        (_map, _errors) = (map, errors);
        _part = Part.LineStart;
        _skipLineFeed = _hasData = _hasName = false;
        _wordLength = 0;
        scanner.Begin(map);
    }

    public void Consume(ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        while (i < bytes.Length)
        {
            if (_part == Part.LineStart)
            {
                // A line feed after a carriage return belongs to the same line end, even if it arrives in the next read.
                if (_skipLineFeed)
                {
                    _skipLineFeed = false;
                    if (bytes[i] == '\n')
                    {
                        i++;
                        continue;
                    }
                }

                var line = bytes[i..];
                if (line.StartsWith("data: "u8))
                {
                    BeginData(_map);
                    _part = Part.Data;
                    i += 6;
                    continue;
                }

                if (line[0] is (byte)'\n' or (byte)'\r')
                {
                    DispatchEvent();
                }
                else
                {
                    _part = Part.FieldName;
                    _wordLength = 0;
                    continue;
                }
            }
            else
            {
                i += ConsumeLine(bytes[i..]);
                if (i == bytes.Length || bytes[i] is not ((byte)'\n' or (byte)'\r'))
                {
                    continue;
                }

                EndLine();
            }

            _skipLineFeed = bytes[i] == '\r';
            _part = Part.LineStart;
            i++;
        }
    }

    /// <summary>The end of the stream: an event without its blank line still counts.</summary>
    public void End()
    {
        if (_part is not Part.LineStart)
        {
            EndLine();
        }

        DispatchEvent();
    }

    /// <summary>Continues a line; stops at its end, or where another part of it begins.</summary>
    private int ConsumeLine(ReadOnlySpan<byte> rest)
    {
        switch (_part)
        {
            case Part.Data:
                return scanner.Consume(rest, stopAtLineEnd: true);
            case Part.FieldName:
                return ReadFieldName(rest);
            case Part.DataStart or Part.NameStart:
                _part = _part == Part.DataStart ? Part.Data : Part.Name;
                return rest[0] == ' ' ? 1 : 0;
            case Part.Name:
                return ReadName(rest);
            default:
                var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
                return end < 0 ? rest.Length : end;
        }
    }

    private int ReadFieldName(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            var b = rest[i];
            if (b == ':')
            {
                var name = _word.AsSpan(0, _wordLength);
                if (name.SequenceEqual("data"u8))
                {
                    BeginData(_map);
                    _part = Part.DataStart;
                }
                else if (name.SequenceEqual("error"u8))
                {
                    events.ErrorField();
                    _part = _hasData ? Part.Ignored : Part.DataStart;
                    BeginData(_errors);
                }
                else
                {
                    _part = name.SequenceEqual("event"u8) ? Part.NameStart : Part.Ignored;
                    _hasName |= _part == Part.NameStart;
                }

                _wordLength = 0;
                return i + 1;
            }

            if (b is (byte)'\n' or (byte)'\r')
            {
                return i;
            }

            if (_wordLength == MaxEventName)
            {
                _part = Part.Ignored;
                return i;
            }

            _word[_wordLength++] = b;
        }

        return rest.Length;
    }

    private int ReadName(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var length = end < 0 ? rest.Length : end;
        var room = Math.Min(length, MaxEventName - _wordLength);
        rest[..room].CopyTo(_word.AsSpan(_wordLength));
        _wordLength += room;
        return length;
    }

    private void EndLine()
    {
        if (_part is Part.Name or Part.NameStart)
        {
            events.EventName(_word.AsSpan(0, _wordLength));
        }
    }

    private void BeginData(FieldMap map)
    {
        if (!_hasData)
        {
            _hasData = SawData = true;
            scanner.Begin(map);
        }
    }

    private void DispatchEvent()
    {
        if (_hasData)
        {
            scanner.End();
            events.EventEnd();
        }
        else if (_hasName)
        {
            events.EventDropped();
        }

        _hasData = _hasName = false;
    }
}
