using System.Buffers;
using System.IO.Compression;
using LlmHttpMetrics.Counting.Learning;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>Reads the lines of a plain or gzip stream, in memory limited by the maximum length of a line.</summary>
/// <param name="stream">The stream; it stays open.</param>
/// <param name="maxLength">The maximum length of a line, in bytes.</param>
/// <param name="inPieces">Whether a longer line is returned in pieces; otherwise its text is skipped.</param>
internal sealed class LineReader(Stream stream, int maxLength, bool inPieces = false) : IAsyncDisposable
{
    private const int FirstSize = 64 * 1024;
    private const byte GzipMark0 = 0x1F;
    private const byte GzipMark1 = 0x8B;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private Stream _source = stream;
    private GZipStream? _unzipped;
    private int _start;
    private int _end;
    private int _searched;
    private bool _begun;
    private bool _ended;
    private bool _skipping;

    /// <summary>The line without its line break; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public LineState State { get; private set; }

    /// <summary>The number of the line, starting at 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether a line break follows <see cref="Line"/>.</summary>
    public bool HasBreak { get; private set; }

    /// <summary>The number of bytes read so far, after decompression.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the stream is gzip.</summary>
    public bool IsZipped => _unzipped is not null;

    /// <summary>Whether the compressed data could not be read completely.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the next line; false if there is none.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(_searched + found, LineState.Whole, hasBreak: true);
                _start = _searched = _searched + found + 1;
                return true;
            }

            _searched = _end;
            if (_ended)
            {
                return TakeRest();
            }

            if (TakePiece())
            {
                return true;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
        if (_unzipped is { } unzipped)
        {
            await unzipped.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Take(int end, LineState state, bool hasBreak)
    {
        Number += _skipping && inPieces ? 0 : 1;
        var tooLong = _skipping || end - _start > maxLength;
        Line = tooLong && !inPieces ? default : _buffer.AsMemory(_start, end - _start);
        State = tooLong ? LineState.TooLong : state;
        HasBreak = hasBreak;
        _skipping = false;
    }

    private bool TakeRest()
    {
        if (_start == _end && !_skipping)
        {
            return false;
        }

        Take(_end, LineState.Torn, hasBreak: false);
        _start = _searched = _end;
        return true;
    }

    /// <summary>Takes the buffered part of a line that is too long, or skips it.</summary>
    private bool TakePiece()
    {
        if (!_skipping && _end - _start <= maxLength)
        {
            return false;
        }

        var isPiece = inPieces && _end > _start;
        if (isPiece)
        {
            Number += _skipping ? 0 : 1;
            (Line, State, HasBreak) = (_buffer.AsMemory(_start, _end - _start), LineState.Part, false);
        }

        _skipping = true;
        _start = _end = _searched = 0;
        return isPiece;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        try
        {
            var read = await _source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (!_begun)
            {
                read = await BeginAsync(read, cancellationToken).ConfigureAwait(false);
            }

            _ended = read == 0;
            _end += read;
            Bytes += read;
        }
        catch (InvalidDataException)
        {
            _ended = IsDamaged = true;
        }
    }

    /// <summary>Detects gzip by the first two bytes, and not by the name of the file.</summary>
    private async ValueTask<int> BeginAsync(int read, CancellationToken cancellationToken)
    {
        _begun = true;
        while (read == 1 && await _source.ReadAsync(_buffer.AsMemory(read, 1), cancellationToken).ConfigureAwait(false) == 1)
        {
            read++;
        }

        if (read < 2 || _buffer[0] != GzipMark0 || _buffer[1] != GzipMark1)
        {
            return read;
        }

        _unzipped = new GZipStream(new PrefixedStream(_buffer.AsSpan(0, read).ToArray(), _source), CompressionMode.Decompress);
        _source = _unzipped;
        return await _source.ReadAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
    }
}
