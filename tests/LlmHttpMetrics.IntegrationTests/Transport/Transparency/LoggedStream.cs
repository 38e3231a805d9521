namespace LlmHttpMetrics.IntegrationTests.Transport.Transparency;

/// <summary>A stream that writes down when it ends and when it is disposed of.</summary>
internal sealed class LoggedStream(byte[] bytes, bool canSeek, Transcript log) : MemoryStream(bytes, writable: false)
{
    /// <summary>Thrown in place of the end.</summary>
    public Exception? Fault { get; init; }

    public override bool CanSeek => canSeek && base.CanSeek;

    public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Note(base.Read(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void CopyTo(Stream destination, int bufferSize)
    {
        var buffer = new byte[bufferSize];
        for (int read; (read = Read(buffer, 0, buffer.Length)) > 0;)
        {
            destination.Write(buffer, 0, read);
        }
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var buffer = new byte[bufferSize];
        for (int read; (read = await ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        log.Add("source disposed");
        base.Dispose(disposing);
    }

    private int Note(int read)
    {
        if (read == 0)
        {
            log.Add("source at its end");
            if (Fault is not null)
            {
                throw Fault;
            }
        }

        return read;
    }
}
