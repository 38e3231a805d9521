using System.Buffers;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// A file of lines that is open for writing. Each write has an explicit offset, so that a partial write is truncated or overwritten. A file can be
/// deleted while it is open, alone or with its folder, without any write failing; this class detects that.
/// </summary>
internal sealed class OpenLines(string path, IEventFile file, long length, TimeProvider time, IDisposable? entry) : IDisposable
{
    private const int Step = 256 * 1024;

    /// <summary>How often to check whether the file has been deleted.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private long _lastCheck = time.GetTimestamp();
    private long _seen = length;
    private long _confirmed = length;

    public string Path => path;

    /// <summary>The length of all complete lines, in bytes.</summary>
    public long Length { get; private set; } = length;

    /// <summary>Whether the end of the file is an incomplete line that could not be truncated, so that nothing may be appended.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Whether lines were written since the file was last seen to exist.</summary>
    public bool HasUnseen => _seen < Length;

    /// <summary>Whether lines that were seen to exist have not been confirmed.</summary>
    public bool HasUnconfirmed => _confirmed < _seen;

    /// <exception cref="Exception">Nothing was written, or a part that could not be undone; see <see cref="IsTorn"/>.</exception>
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

    /// <summary>Whether the file no longer exists at its path. Checked at intervals; <see cref="IsGoneNow"/> checks immediately.</summary>
    public bool IsGone() => time.GetElapsedTime(_lastCheck) >= CheckInterval && IsGoneNow();

    /// <summary>
    /// Whether the file no longer exists at its path: it was deleted or moved, alone or with its folder. A shorter file at the same path is another one.
    /// </summary>
    public bool IsGoneNow()
    {
        _lastCheck = time.GetTimestamp();
        FileInfo found = new(path);
        if (!found.Exists || found.Length < Length)
        {
            return true;
        }

        _seen = Length;
        return false;
    }

    /// <summary>Whether the file was moved, and not deleted.</summary>
    public bool IsMoved() => file.IsMoved();

    /// <summary>Records that all lines have been confirmed to the caller.</summary>
    public void Confirm() => _confirmed = _seen;

    /// <summary>Copies the lines written since the file was last seen to exist to another file. The next call copies those that could not be written.</summary>
    /// <exception cref="Exception">Not all lines were copied.</exception>
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
                    throw new EndOfStreamException("Lines of a file that has been removed cannot be read.");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Removes the file from the files that this process writes.</summary>
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
