using System.Buffers;
using System.Text.Json;

namespace LlmHttpMetrics.Interception.Injection;

/// <summary>
/// Passes the events of a stream on, less the one that bears usage and nothing else, for which the caller did not ask.
/// An event is held until its own last byte shows what it is, and no longer.
/// </summary>
internal sealed class UsageEventFilter
{
    /// <summary>A longer event bears more than usage.</summary>
    private const int MaxHeld = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new();
    private readonly ArrayBufferWriter<byte> _passed = new();
    private int _taken;
    private byte _previous;
    private bool _lineIsEmpty = true;
    private bool _hasData;
    private bool _usesCrLf;
    private bool _ended;

    /// <summary>Bytes that may go on to the caller.</summary>
    public ReadOnlySpan<byte> Passed => _passed.WrittenSpan[_taken..];

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
        var start = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (EndsEvent(bytes[i]))
            {
                _held.Write(bytes[start..(i + 1)]);
                start = i + 1;
                if (!IsUsageOnly(_held.WrittenSpan))
                {
                    _passed.Write(_held.WrittenSpan);
                }

                _held.ResetWrittenCount();
            }
        }

        _held.Write(bytes[start..]);
        if (_held.WrittenCount > MaxHeld)
        {
            End();
        }
    }

    /// <summary>What is held goes on as it is.</summary>
    public void End()
    {
        _passed.Write(_held.WrittenSpan);
        _held.ResetWrittenCount();
    }

    /// <summary>True at the last byte of the empty line that ends an event.</summary>
    private bool EndsEvent(byte b)
    {
        var previous = _previous;
        _previous = b;
        switch (b)
        {
            case (byte)'\n' when previous == '\r':
                _usesCrLf = true;
                return TakeEnd();
            case (byte)'\n' or (byte)'\r':
                var empty = _lineIsEmpty;
                _lineIsEmpty = true;
                _ended = empty && _hasData;
                return (b == '\n' || !_usesCrLf) && TakeEnd();
            default:
                _lineIsEmpty = false;
                _hasData = true;
                return false;
        }
    }

    private bool TakeEnd()
    {
        var ended = _ended;
        _ended = false;
        _hasData &= !ended;
        return ended;
    }

    private static bool IsUsageOnly(ReadOnlySpan<byte> text)
    {
        var data = new ArrayBufferWriter<byte>();
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.StartsWith("data:"u8))
            {
                data.Write(line[5..]);
            }
        }

        try
        {
            return data.WrittenCount > 0 && HasUsageAlone(data.WrittenSpan);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasUsageAlone(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        bool noChoices = false, usage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChoices = reader.ValueTextEquals("choices"u8);
            var isUsage = reader.ValueTextEquals("usage"u8);
            reader.Read();
            usage |= isUsage && reader.TokenType == JsonTokenType.StartObject;
            if (isChoices && reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.EndArray)
                {
                    return false;
                }

                noChoices = true;
                continue;
            }

            reader.Skip();
        }

        return noChoices && usage;
    }
}
