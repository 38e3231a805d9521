using System.Buffers;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Lines that could not be written yet, up to a number of bytes.</summary>
internal sealed class WaitingLines(int most)
{
    private ArrayBufferWriter<byte> _lines = new();

    public int Count { get; private set; }

    /// <summary>All lines, each with its line break.</summary>
    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    /// <summary>Adds a line; false if there is no room for it.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        if (line.Length > most - _lines.WrittenCount)
        {
            return false;
        }

        _lines.Write(line);
        Count++;
        return true;
    }

    /// <summary>Removes the lines that match a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="onlyAmendments">Whether events are kept.</param>
    /// <returns>The number of events removed.</returns>
    public long Remove(LineFilter filter, bool onlyAmendments)
    {
        var old = _lines;
        var removed = 0;
        _lines = new ArrayBufferWriter<byte>();
        for (var rest = old.WrittenSpan; !rest.IsEmpty;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[line.Length..];
            var kind = filter.Match(line);
            if (kind == LineMatch.None || (onlyAmendments && kind == LineMatch.Event))
            {
                _lines.Write(line);
                continue;
            }

            removed += kind == LineMatch.Event ? 1 : 0;
            Count--;
        }

        return removed;
    }

    /// <summary>Removes all lines, and releases the memory.</summary>
    public void Clear()
    {
        _lines = new ArrayBufferWriter<byte>();
        Count = 0;
    }
}
