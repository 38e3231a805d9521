using System.Buffers;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Passes on the events of a stream, without the one that contains only usage, which the caller did not request. An event is held until the empty
/// line that ends it shows what it is, and no longer; bytes that belong to no event are not held.
/// </summary>
/// <remarks>Lines and events as defined in https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream</remarks>
internal sealed class UsageEventFilter
{
    /// <summary>A longer event contains more than usage.</summary>
    private const int MaxHeld = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly ArrayBufferWriter<byte> _passed = new();
    private int _taken;
    private bool _isFirst = true;
    private bool _isPassing;
    private bool _lineIsEmpty = true;
    private bool _afterReturn;
    private bool _afterEvent;
    private bool _wasTakenOut;

    /// <summary>The bytes to pass on to the caller.</summary>
    public ReadOnlySpan<byte> Passed => PassedMemory.Span;

    /// <inheritdoc cref="Passed"/>
    public ReadOnlyMemory<byte> PassedMemory => _passed.WrittenMemory[_taken..];

    /// <summary>Whether bytes of an incomplete event are held.</summary>
    public bool Holds => _held.WrittenCount > 0;

    public void Take(int count)
    {
        _taken += count;
        if (_taken == _passed.WrittenCount)
        {
            _passed.ResetWrittenCount();
            _taken = 0;
        }
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = _afterReturn && bytes[0] == '\n' ? FeedSecondHalf(bytes[..1]) : FeedLine(bytes);
            bytes = bytes[count..];
        }
    }

    /// <summary>Ends the stream: held bytes are passed on unchanged, unless they are the usage event and only its empty line is missing.</summary>
    public void End()
    {
        if (!UsageEvent.IsUsageAlone(_held.WrittenSpan, _isFirst))
        {
            _passed.Write(_held.WrittenSpan);
        }

        _held.ResetWrittenCount();
    }

    /// <summary>Reads the second half of a two-byte line end, whose first half has ended the line.</summary>
    private int FeedSecondHalf(ReadOnlySpan<byte> lineFeed)
    {
        _afterReturn = false;
        if (!_afterEvent)
        {
            Keep(lineFeed);
        }
        else if (!_wasTakenOut)
        {
            _passed.Write(lineFeed);
        }

        return 1;
    }

    /// <summary>Reads the rest of a line, or as much of it as is available.</summary>
    private int FeedLine(ReadOnlySpan<byte> bytes)
    {
        _afterReturn = _afterEvent = false;
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            Keep(bytes);
            _lineIsEmpty = false;
            return bytes.Length;
        }

        Keep(bytes[..(end + 1)]);
        _afterReturn = bytes[end] == '\r';
        if (_lineIsEmpty && end == 0)
        {
            EndEvent();
        }

        _lineIsEmpty = true;
        return end + 1;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (!_isPassing && _held.WrittenCount + bytes.Length <= MaxHeld)
        {
            _held.Write(bytes);
            if (UsageEvent.MayBegin(_held.WrittenSpan, _isFirst))
            {
                return;
            }

            bytes = [];
        }

        _isPassing = true;
        _passed.Write(_held.WrittenSpan);
        _passed.Write(bytes);
        _held.ResetWrittenCount();
    }

    private void EndEvent()
    {
        _wasTakenOut = !_isPassing && UsageEvent.IsUsageAlone(_held.WrittenSpan, _isFirst);
        if (!_wasTakenOut)
        {
            _passed.Write(_held.WrittenSpan);
        }

        _held.ResetWrittenCount();
        _afterEvent = true;
        _isFirst = _isPassing = false;
    }
}
