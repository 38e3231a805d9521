using System.Buffers;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>Lines that could not be written yet, up to a number of bytes.</summary>
internal sealed class WaitingLines(int most)
{
    private ArrayBufferWriter<byte> _lines = new();

    public int Count { get; private set; }

    /// <summary>All of them, each with its line break.</summary>
    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    /// <summary>Takes a line; false where there is no room for it.</summary>
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

    /// <summary>Forgets those that the filter names.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="amendmentsAlone">Events stay.</param>
    /// <returns>How many of them were events.</returns>
    public long Remove(LineFilter filter, bool amendmentsAlone)
    {
        var old = _lines;
        var removed = 0;
        _lines = new ArrayBufferWriter<byte>();
        for (var rest = old.WrittenSpan; !rest.IsEmpty;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[line.Length..];
            var kind = filter.Match(line);
            if (kind == LineMatch.None || (amendmentsAlone && kind == LineMatch.Event))
            {
                _lines.Write(line);
                continue;
            }

            removed += kind == LineMatch.Event ? 1 : 0;
            Count--;
        }

        return removed;
    }

    /// <summary>Forgets all of them, and gives the memory back.</summary>
    public void Clear()
    {
        _lines = new ArrayBufferWriter<byte>();
        Count = 0;
    }
}
