using System.Threading.Channels;
using LlmHttpMetrics.Recording.Content;

namespace LlmHttpMetrics.Recording;

/// <summary>Takes events off the caller's path and hands them to the sinks, one at a time and in order.</summary>
internal sealed class EventQueue : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    private readonly Channel<object> _channel;
    private readonly ILlmEventSink[] _sinks;
    private readonly LlmInstruments _instruments;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pump;

    /// <param name="sinks">Where the events go.</param>
    /// <param name="instruments">Where what is dropped is counted.</param>
    /// <param name="capacity">How many events may wait.</param>
    /// <param name="patience">How long whoever brings one may wait for room.</param>
    /// <param name="time">The clock of that wait.</param>
    public EventQueue(IEnumerable<ILlmEventSink> sinks, LlmInstruments instruments, int capacity, TimeSpan patience, TimeProvider time)
    {
        _patience = patience;
        _time = time;
        _sinks = [.. sinks];
        _instruments = instruments;
        _channel = Channel.CreateBounded<object>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _pump = Task.Run(PumpAsync);
        LlmMonitoring.Track(this);
    }

    /// <summary>This sink gets what comes here.</summary>
    public bool Feeds(ILlmEventSink sink) => Array.IndexOf(_sinks, sink) >= 0;

    /// <summary>
    /// Whoever completes an event calls this, and the last of them sends it. Where there is no room it is dropped and counted, at once or after
    /// the wait that the options allow.
    /// </summary>
    public void Enqueue(LlmEvent callEvent)
    {
        if (callEvent.Contribute() && !_channel.Writer.TryWrite(callEvent) && !TryWait(callEvent))
        {
            callEvent.Captured?.Release();
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

    /// <summary>Waits for room, on the thread of whoever brings the event: his call is held up as long.</summary>
    private bool TryWait(LlmEvent callEvent)
    {
        if (_patience <= TimeSpan.Zero)
        {
            return false;
        }

        using CancellationTokenSource limit = new(_patience, _time);
        try
        {
            _channel.Writer.WriteAsync(callEvent, limit.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }

    private async Task PumpAsync()
    {
        await foreach (var item in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (item is TaskCompletionSource marker)
            {
                await ConfirmAsync(marker).ConfigureAwait(false);
                continue;
            }

            var callEvent = (LlmEvent)item;
            CapturedContent.MoveTo(callEvent, _instruments);
            foreach (var sink in _sinks)
            {
                try
                {
                    await sink.WriteAsync(callEvent, _stop.Token).ConfigureAwait(false);
                }
                catch (Exception)
                {
                    _instruments.Failed(Stages.Sink);
                }
            }
        }

        await FlushSinksAsync().ConfigureAwait(false);
    }

    private async Task ConfirmAsync(TaskCompletionSource marker)
    {
        if (await FlushSinksAsync().ConfigureAwait(false) is { } fault)
        {
            marker.TrySetException(fault);
        }
        else
        {
            marker.TrySetResult();
        }
    }

    /// <summary>Has every sink make sure of its events.</summary>
    /// <returns>What the first of them threw.</returns>
    private async Task<Exception?> FlushSinksAsync()
    {
        Exception? fault = null;
        foreach (var sink in _sinks)
        {
            try
            {
                await sink.FlushAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                fault ??= e;
                _instruments.Failed(Stages.Sink);
            }
        }

        return fault;
    }
}
