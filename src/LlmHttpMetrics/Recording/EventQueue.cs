using System.Threading.Channels;

namespace LlmHttpMetrics.Recording;

/// <summary>Takes events off the caller's path and hands them to the sinks, one at a time and in order.</summary>
internal sealed class EventQueue : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly Channel<object> _channel;
    private readonly ILlmEventSink[] _sinks;
    private readonly LlmInstruments _instruments;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pump;

    public EventQueue(IEnumerable<ILlmEventSink> sinks, LlmInstruments instruments, int capacity)
    {
        _sinks = [.. sinks];
        _instruments = instruments;
        _channel = Channel.CreateBounded<object>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _pump = Task.Run(PumpAsync);
        LlmMonitoring.Track(this);
    }

    /// <summary>Whoever completes an event calls this, and the last of them sends it.</summary>
    public void Enqueue(LlmEvent callEvent)
    {
        if (callEvent.Contribute() && !_channel.Writer.TryWrite(callEvent))
        {
            _instruments.EventsDropped.Add(1);
        }
    }

    /// <summary>Waits until everything enqueued before has been taken by the sinks.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _channel.Writer.WriteAsync(marker, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await _pump.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await marker.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_channel.Writer.TryComplete())
        {
            return;
        }

        LlmMonitoring.Untrack(this);
        _stop.CancelAfter(DrainLimit);
        await _pump.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (var item in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (item is TaskCompletionSource marker)
            {
                marker.TrySetResult();
                continue;
            }

            foreach (var sink in _sinks)
            {
                try
                {
                    await sink.WriteAsync((LlmEvent)item, _stop.Token).ConfigureAwait(false);
                }
                catch (Exception)
                {
                    _instruments.Failed(Stages.Sink);
                }
            }
        }
    }
}
