namespace LlmHttpMetrics.Reading;

/// <summary>
/// The text of one choice whose stream may repeat the previous text in each event (YandexGPT always, DashScope depending on the request or the
/// model). An event that begins with all the text so far repeats it; one that does not is a delta, and so are all that follow.
/// </summary>
internal sealed class CumulativeText
{
    /// <summary>A text of this length does not begin a delta by coincidence.</summary>
    private const int MinRepetition = 16;

    private const int MaxHeld = 4096;

    private const ulong HashSeed = 14695981039346656037;
    private const ulong HashPrime = 1099511628211;

    private byte[]? _held;
    private int _heldLength;
    private long _known;
    private long _seen;
    private ulong _knownHash;
    private ulong _hash;
    private Mode _mode;

    private enum Mode : byte
    {
        Open,
        Repeats,
        Deltas,
    }

    public void Begin()
    {
        _known = _seen = 0;
        _heldLength = 0;
        _hash = HashSeed;
        _mode = Mode.Open;
    }

    /// <summary>
    /// The new part of the piece, valid until the next call. If a delta was mistaken for a repetition, <see cref="TakeHeld"/> returns it first.
    /// </summary>
    public ReadOnlySpan<byte> New(ReadOnlySpan<byte> piece)
    {
        if (_mode == Mode.Deltas)
        {
            return piece;
        }

        var repeated = (int)Math.Min(piece.Length, Math.Max(0, _known - _seen));
        if (repeated > 0)
        {
            Repeat(piece[..repeated]);
        }

        piece = piece[repeated..];
        _seen += piece.Length;
        Add(piece);
        return piece;
    }

    /// <summary>The event has ended.</summary>
    public void EndEvent()
    {
        if (_mode == Mode.Deltas || _seen == 0)
        {
            return;
        }

        if (_seen < _known && _mode == Mode.Open)
        {
            _mode = Mode.Deltas;
        }
        else if (_seen >= _known)
        {
            (_known, _knownHash) = (_seen, _hash);
        }

        _seen = 0;
        _hash = HashSeed;
    }

    /// <summary>Text that was mistaken for a repetition.</summary>
    public ReadOnlySpan<byte> TakeHeld()
    {
        if (_mode != Mode.Deltas || _heldLength == 0)
        {
            return default;
        }

        var length = _heldLength;
        _heldLength = 0;
        return _held.AsSpan(0, length);
    }

    public void Release()
    {
        if (_held is { } held)
        {
            _held = null;
            TextBuffers.Return(held);
        }
    }

    private void Repeat(ReadOnlySpan<byte> piece)
    {
        _seen += piece.Length;
        if (_mode == Mode.Repeats)
        {
            return;
        }

        Add(piece);
        if (_heldLength + piece.Length > MaxHeld)
        {
            _mode = Mode.Repeats;
            _heldLength = 0;
            return;
        }

        _held ??= TextBuffers.Rent(MaxHeld);
        piece.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += piece.Length;
        if (_seen < _known)
        {
            return;
        }

        if (_hash != _knownHash)
        {
            _mode = Mode.Deltas;
            return;
        }

        _heldLength = 0;
        _mode = _known >= MinRepetition ? Mode.Repeats : Mode.Open;
    }

    private void Add(ReadOnlySpan<byte> piece)
    {
        if (_mode == Mode.Open)
        {
            foreach (var b in piece)
            {
                _hash = (_hash ^ b) * HashPrime;
            }
        }
    }
}
