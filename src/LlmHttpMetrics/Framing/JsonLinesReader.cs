using System.Buffers;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Framing;

/// <summary>
/// Reads one JSON document per line as it arrives, however it is split. A document is complete with its last byte, not only with the line end
/// after it; if a line end cuts it off, what was read of it counts. Empty lines are ignored.
/// </summary>
internal sealed class JsonLinesReader(JsonScanner scanner, IEventSink events)
{
    private static readonly SearchValues<byte> BetweenLines = SearchValues.Create(" \t\r\n"u8);

    private FieldMap _map = FieldMap.Empty;
    private bool _inLine;
    private bool _ended;

    public void Begin(FieldMap map)
    {
        _map = map;
        _inLine = _ended = false;
        scanner.Begin(map);
    }

    public void Consume(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!_inLine)
            {
                var start = bytes.IndexOfAnyExcept(BetweenLines);
                if (start < 0)
                {
                    return;
                }

                bytes = bytes[start..];
                _inLine = true;
                _ended = false;
                scanner.Begin(_map);
            }

            bytes = bytes[scanner.Consume(bytes, stopAtLineEnd: true)..];
            if (!_ended && scanner.RootClosed)
            {
                _ended = true;
                events.EventEnd();
            }

            if (!bytes.IsEmpty)
            {
                EndLine();
            }
        }
    }

    /// <summary>The end of the stream: the last line does not need a line end.</summary>
    public void End() => EndLine();

    private void EndLine()
    {
        if (_inLine && !_ended)
        {
            scanner.End();
            events.EventEnd();
        }

        _inLine = false;
    }
}
