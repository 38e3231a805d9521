namespace LlmHttpMetrics.Recording.Events.Files;

/// <summary>
/// A file of lines that is open for writing. Each write is at a place that is kept here, so that one that failed half-way is cut off or
/// written over.
/// </summary>
internal sealed class OpenLines(string path, IEventFile file, long length, TimeProvider time) : IDisposable
{
    /// <summary>How often to look whether the file has been deleted under us.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private long _looked = time.GetTimestamp();

    public string Path => path;

    /// <summary>Bytes of whole lines.</summary>
    public long Length { get; private set; } = length;

    /// <summary>A part of a line could not be cut off, and nothing may follow it.</summary>
    public bool IsTorn { get; private set; }

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

    /// <summary>Somebody has deleted the file: what is written to it would be gone with it.</summary>
    public bool IsDeleted()
    {
        if (time.GetElapsedTime(_looked) < LookInterval)
        {
            return false;
        }

        _looked = time.GetTimestamp();
        return !File.Exists(path);
    }

    public void Dispose() => file.Dispose();

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
