using System.Buffers;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// A file of lines that is open for writing. Each write is at a place that is kept here, so that one that failed half-way is cut off or
/// written over. A file can be deleted while it is written, and its folder with it, without any write failing; that is looked for.
/// </summary>
internal sealed class OpenLines(string path, IEventFile file, long length, TimeProvider time, IDisposable? entry) : IDisposable
{
    private const int Step = 256 * 1024;

    /// <summary>How often to look whether the file has been deleted under us.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private long _looked = time.GetTimestamp();
    private long _seen = length;
    private long _confirmed = length;

    public string Path => path;

    /// <summary>Bytes of whole lines.</summary>
    public long Length { get; private set; } = length;

    /// <summary>A part of a line could not be cut off, and nothing may follow it.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Some of it has been written since the file was last seen in its place.</summary>
    public bool HasUnseen => _seen < Length;

    /// <summary>Some of it was seen in its place and has never been confirmed.</summary>
    public bool HasUnconfirmed => _confirmed < _seen;

    /// <exception cref="Exception">It could not be done; what was written in part has been undone, or <see cref="IsTorn"/> says that it has not.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        try
        {
            file.Write(lines, Length);
            Length += lines.Length;
        }
        catch (Exception)
        {
            Cut();
            throw;
        }
    }

    public void FlushToDisk() => file.FlushToDisk();

    /// <summary>The file is not in its place any more. It is looked for now and then, by <see cref="IsGoneNow"/> at once.</summary>
    public bool IsGone() => time.GetElapsedTime(_looked) >= LookInterval && IsGoneNow();

    /// <summary>
    /// The file is not in its place any more: deleted or moved, alone or with its folder. What else stands there now and is shorter is not it.
    /// </summary>
    public bool IsGoneNow()
    {
        _looked = time.GetTimestamp();
        FileInfo found = new(path);
        if (!found.Exists || found.Length < Length)
        {
            return true;
        }

        _seen = Length;
        return false;
    }

    /// <summary>The file is not deleted, but has another name.</summary>
    public bool IsMoved() => file.IsMoved();

    /// <summary>Somebody has been told that all of it is there.</summary>
    public void Confirm() => _confirmed = _seen;

    /// <summary>Writes what has been written since the file was last seen to another. What could not be written there is written by the next call.</summary>
    /// <exception cref="Exception">It could not be done.</exception>
    public void MoveUnseenTo(OpenLines target)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            while (HasUnseen)
            {
                var read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - _seen)), _seen);
                var whole = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
                if (whole > 0)
                {
                    target.Append(buffer.AsSpan(0, whole));
                    _seen += whole;
                }
                else if (read == buffer.Length)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = ArrayPool<byte>.Shared.Rent(read * 2);
                }
                else
                {
                    throw new EndOfStreamException("What was written to a file that has been removed cannot be read.");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The file counts as written no longer.</summary>
    public void Leave() => entry?.Dispose();

    public void Dispose()
    {
        Leave();
        file.Dispose();
    }

    private void Cut()
    {
        try
        {
            file.Cut(Length);
        }
        catch (Exception)
        {
            IsTorn = true;
        }
    }
}
