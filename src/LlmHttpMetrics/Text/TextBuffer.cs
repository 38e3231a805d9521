using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Text;

/// <summary>Text in one pooled buffer, which grows as needed.</summary>
internal struct TextBuffer
{
    private const int FirstSize = 1024;

    private byte[]? _bytes;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes is null || _bytes.Length < Length + bytes.Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Discards the text, and returns the buffer to its pool.</summary>
    public void Release()
    {
        if (_bytes is { } bytes)
        {
            _bytes = null;
            TextBuffers.Return(bytes);
        }

        Length = 0;
    }

    private void Grow(int needed)
    {
        var size = _bytes?.Length ?? FirstSize;
        while (size < needed)
        {
            size *= 2;
        }

        var larger = TextBuffers.Rent(size);
        Bytes.CopyTo(larger);
        if (_bytes is { } bytes)
        {
            TextBuffers.Return(bytes);
        }

        _bytes = larger;
    }
}
