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
    /// <returns>How many.</returns>
    public long Remove(LineFilter filter)
    {
        var old = _lines;
        var removed = 0;
        _lines = new ArrayBufferWriter<byte>();
        for (var rest = old.WrittenSpan; !rest.IsEmpty;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[line.Length..];
            if (filter.Fits(line))
            {
                removed++;
                Count--;
            }
            else
            {
                _lines.Write(line);
            }
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
