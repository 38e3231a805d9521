using System.Threading.Tasks.Sources;

namespace LlmHttpMetrics.Benchmarks.Pipeline;

/// <summary>Every read waits and is completed by a thread of the pool, as a socket's would be, without allocating for it.</summary>
internal sealed class WaitingStream(byte[][] chunks) : ChunkStream(chunks), IValueTaskSource<int>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<int> _core;
    private Memory<byte> _buffer;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _core.Reset();
        _buffer = buffer;
        return new ValueTask<int>(this, _core.Version);
    }

    public int GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // Completed only from here on, so that no read is done before its reader has begun to wait.
        _core.OnCompleted(continuation, state, token, flags);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _core.SetResult(Read(_buffer.Span));
}
