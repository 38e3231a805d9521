using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LlmHttpMetrics.Prometheus.Exposition;

/// <summary>A growing buffer for UTF-8 text.</summary>
internal sealed class TextBuffer : IDisposable
{
    private const int MaxDigits = 32;
    private const int MaxBytesPerChar = 3;

    private byte[] _bytes;
    private int _length;

    public TextBuffer(int capacity = 256) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Append(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        _length += value.Length;
    }

    public void Append(long value)
    {
        Utf8Formatter.TryFormat(value, Room(MaxDigits), out var written);
        _length += written;
    }

    /// <summary>The shortest text that is parsed as the same number; infinities and NaN as Prometheus writes them.</summary>
    public void Append(double value)
    {
        if (double.IsFinite(value))
        {
            value.TryFormat(Room(MaxDigits), out var written, provider: CultureInfo.InvariantCulture);
            _length += written;
        }
        else
        {
            Append(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
        }
    }

    /// <summary>The text unchanged; a single half of a surrogate pair becomes U+FFFD.</summary>
    public void Append(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Room(text.Length * MaxBytesPerChar));

    /// <summary>Escapes backslash, line feed and the listed characters.</summary>
    public void AppendEscaped(ReadOnlySpan<char> text, SearchValues<char> escaped)
    {
        while (text.IndexOfAny(escaped) is >= 0 and var at)
        {
            Append(text[..at]);
            Append((byte)'\\');
            Append(text[at] == '\n' ? (byte)'n' : (byte)text[at]);
            text = text[(at + 1)..];
        }

        Append(text);
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
            Written.CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        return _bytes.AsSpan(_length);
    }
}
