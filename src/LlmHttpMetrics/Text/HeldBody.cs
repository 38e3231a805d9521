namespace LlmHttpMetrics.Text;

/// <summary>
/// The body of a request whose tokens its provider may be asked to count, in one pooled buffer. If it is longer than the limit, nothing is kept.
/// </summary>
internal sealed class HeldBody
{
    private TextBuffer _bytes;
    private int _limit;
    private bool _ended;

    /// <summary>The body was longer than the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>
    /// The body is complete, and no more is added to it, as could happen while the losing attempt of a hedged request is still sending.
    /// </summary>
    public bool IsWhole => Volatile.Read(ref _ended) && !IsCut && _bytes.Length > 0;

    public ReadOnlySpan<byte> Bytes => _bytes.Bytes;

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

        if (bytes.Length > _limit - _bytes.Length)
        {
            Release();
            IsCut = true;
            return;
        }

        _bytes.Add(bytes);
    }

    /// <summary>The request was sent completely.</summary>
    public void End() => Volatile.Write(ref _ended, true);

    /// <summary>Discards everything.</summary>
    public void Release()
    {
        _bytes.Release();
        IsCut = false;
        Volatile.Write(ref _ended, false);
    }
}
