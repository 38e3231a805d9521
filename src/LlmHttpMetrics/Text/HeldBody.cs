using LlmHttpMetrics.Reading;

namespace LlmHttpMetrics.Text;

/// <summary>
/// The body of a request whose tokens its provider may be asked to count, in one pooled buffer. If it is longer than the limit, nothing is kept.
/// </summary>
internal sealed class HeldBody
{
    private const int FirstSize = 1024;

    private byte[]? _bytes;
    private int _length;
    private int _limit;
    private bool _ended;

    /// <summary>The body was longer than the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>
    /// The body is complete, and no more is added to it, as could happen while the losing attempt of a hedged request is still sending.
    /// </summary>
    public bool IsWhole => Volatile.Read(ref _ended) && !IsCut && _length > 0;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Begin(int limit)
    {
        Release();
        _limit = limit;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (IsCut)
        {
            return;
        }

        if (bytes.Length > _limit - _length)
        {
            Release();
            IsCut = true;
            return;
        }

        if (_bytes is null || _bytes.Length < _length + bytes.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The request was sent completely.</summary>
    public void End() => Volatile.Write(ref _ended, true);

    /// <summary>Discards everything.</summary>
    public void Release()
    {
        if (_bytes is { } bytes)
        {
            _bytes = null;
            TextBuffers.Return(bytes);
        }

        _length = 0;
        IsCut = false;
        Volatile.Write(ref _ended, false);
    }

    private void Grow(int needed)
    {
        var size = _bytes?.Length ?? FirstSize;
        while (size < needed)
        {
            size *= 2;
        }

        var larger = TextBuffers.Rent(size);
        if (_bytes is { } bytes)
        {
            bytes.AsSpan(0, _length).CopyTo(larger);
            TextBuffers.Return(bytes);
        }

        _bytes = larger;
    }
}
