using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Text;

/// <summary>
/// Text that may have to be counted, because its model is not known yet or its usage may never arrive. It is kept in one pooled buffer up to a
/// limit, part by part; of text beyond the limit only the length is known, from the tally. Several readers may share it when it is complete, and
/// the last of them returns the buffer.
/// </summary>
internal sealed class HeldText : ITextSink
{
    private const int MaxPieces = 4096;

    private TextBuffer _bytes;
    private Piece[] _pieces = [];
    private int _count;
    private int _limit;
    private int _holders;

    /// <summary>The next sink for the text.</summary>
    public ITextSink? Next { get; set; }

    /// <summary>The number of bytes that are buffered.</summary>
    public int Length => _bytes.Length;

    /// <summary>The text was longer than the limit.</summary>
    public bool IsCut { get; private set; }

    public void Begin(int limit)
    {
        Release();
        _limit = limit;
        _holders = 1;
    }

    /// <summary>Adds a reader, which has to release it too.</summary>
    public HeldText Share()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        Hold(kind, part, utf8);
        Next?.OnText(kind, part, utf8);
    }

    /// <summary>Takes one part of the text.</summary>
    public delegate void PartReader(TextKind kind, int part, ReadOnlySpan<byte> utf8);

    /// <summary>The number of buffered pieces, one for each change of part: for a request, the number of its texts.</summary>
    public int Pieces => _count;

    /// <summary>Passes the text of each part to a reader, in the order in which the parts began.</summary>
    public void Read(PartReader each)
    {
        for (var i = 0; i < _count; i++)
        {
            var piece = _pieces[i];
            if (!IsFirst(i))
            {
                continue;
            }

            if (IsLast(i))
            {
                each(piece.Kind, piece.Part, _bytes.Bytes.Slice(piece.Start, piece.Length));
                continue;
            }

            ReadScattered(i, each);
        }
    }

    /// <summary>Discards everything, unless others still read it.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
        {
            return;
        }

        _bytes.Release();
        _count = 0;
        IsCut = false;
        Next = null;
    }

    private bool IsFirst(int index)
    {
        var piece = _pieces[index];
        for (var i = index - 1; i >= 0; i--)
        {
            if (_pieces[i].IsOf(piece.Kind, piece.Part))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsLast(int index)
    {
        var piece = _pieces[index];
        for (var i = index + 1; i < _count; i++)
        {
            if (_pieces[i].IsOf(piece.Kind, piece.Part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The choices of an answer alternated: the pieces of one are joined.</summary>
    private void ReadScattered(int first, PartReader each)
    {
        var (kind, part) = (_pieces[first].Kind, _pieces[first].Part);
        var whole = TextBuffers.Rent(_bytes.Length);
        try
        {
            var length = 0;
            for (var i = first; i < _count; i++)
            {
                var piece = _pieces[i];
                if (piece.IsOf(kind, part))
                {
                    _bytes.Bytes.Slice(piece.Start, piece.Length).CopyTo(whole.AsSpan(length));
                    length += piece.Length;
                }
            }

            each(kind, part, whole.AsSpan(0, length));
        }
        finally
        {
            TextBuffers.Return(whole);
        }
    }

    private void Hold(TextKind kind, int part, ReadOnlySpan<byte> utf8)
    {
        if (IsCut || utf8.IsEmpty || kind == TextKind.Media)
        {
            return;
        }

        if (utf8.Length > _limit - _bytes.Length)
        {
            IsCut = true;
            utf8 = utf8[..(_limit - _bytes.Length)];
        }

        if (utf8.IsEmpty || !TryExtend(kind, part, utf8.Length))
        {
            IsCut = true;
            return;
        }

        _bytes.Add(utf8);
    }

    private bool TryExtend(TextKind kind, int part, int length)
    {
        if (_count > 0 && _pieces[_count - 1].IsOf(kind, part))
        {
            ref var last = ref _pieces[_count - 1];
            last = last with { Length = last.Length + length };
            return true;
        }

        if (_count == MaxPieces)
        {
            return false;
        }

        if (_count == _pieces.Length)
        {
            Array.Resize(ref _pieces, Math.Max(8, _count * 2));
        }

        _pieces[_count++] = new Piece(kind, part, _bytes.Length, length);
        return true;
    }

    private readonly record struct Piece(TextKind Kind, int Part, int Start, int Length)
    {
        public bool IsOf(TextKind kind, int part) => Kind == kind && Part == part;
    }
}
