using System.Threading.Channels;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Takes events off the caller's path and hands them to the sinks, one at a time and in order.</summary>
internal sealed class EventQueue : IAsyncDisposable
{
    private readonly Channel<object> _channel;
    private readonly EventSinks _sinks;
    private readonly LlmInstruments _instruments;
    private readonly TimeSpan _patience;
    private readonly TimeSpan _drainTimeout;
    private readonly TimeProvider _time;
    private readonly BackgroundWork _background;
    private readonly CancellationTokenSource _stop = new();
    private Task _pump = Task.CompletedTask;
    private int _started;
    private volatile bool _isAbandoned;

    /// <param name="sinks">Where the events go.</param>
    /// <param name="instruments">Where what is dropped is counted.</param>
    /// <param name="options">How many events may wait, how long the end of a call may wait for room, and how long disposal waits for the sinks.</param>
    /// <param name="time">The clock of those waits.</param>
    public EventQueue(EventSinks sinks, LlmInstruments instruments, LlmMonitoringOptions options, TimeProvider time)
    {
        _patience = options.EventQueueWait;
        _drainTimeout = options.EventQueueDrainTimeout;
        _time = time;
        _sinks = sinks;
        _instruments = instruments;
        _background = new BackgroundWork(() => instruments.Failed(Stages.Sink));

        // Not one reader alone: disposal takes what a sink that does not return has left.
        _channel = Channel.CreateBounded<object>(options.EventQueueCapacity);
    }

    /// <summary>
    /// Begins to construct the sinks and to hand events to them, on the thread pool. Called when a client has been set up, and not before: services
    /// that the set-up needs and the sinks need too are constructed by then, so that neither waits for the other.
    /// </summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            Volatile.Write(ref _pump, _background.Start(PumpAsync));
            LlmMonitoring.Track(this);
        }
    }

    /// <summary>This sink gets what comes here, or may get it: the sinks are not known before they have been constructed.</summary>
    public bool Feeds(ILlmEventSink sink) => _sinks.MayContain(sink);

    /// <summary>
    /// Whoever completes an event calls this, and the last of them sends it. Where there is no room it is dropped and counted, at once or after
    /// the wait that the options allow.
    /// </summary>
    public void Enqueue(LlmEvent callEvent)
    {
        if (callEvent.Contribute() && !_channel.Writer.TryWrite(callEvent) && !TryWait(callEvent))
        {
            Drop(callEvent);
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
            await Volatile.Read(ref _pump).WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await marker.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until the sinks have taken what is left, as long as the options allow. The rest is dropped and counted, and a sink that does not
    /// return is left alone.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (!_channel.Writer.TryComplete())
        {
            return;
        }

        LlmMonitoring.Untrack(this);
        if (await Volatile.Read(ref _pump).EndsWithinAsync(_drainTimeout, _time).ConfigureAwait(false))
        {
            _stop.Dispose();
            return;
        }

        _isAbandoned = true;
        DropRest();

        // On another thread, since a sink's own callbacks run here: one of them may never return.
        _background.Queue(_stop.Cancel);
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

    /// <summary>The sinks are constructed at once, so that they are there before the service provider is disposed of.</summary>
    private async Task PumpAsync()
    {
        _sinks.Get();
        await foreach (var item in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (item is TaskCompletionSource marker)
            {
                await ConfirmAsync(marker).ConfigureAwait(false);
            }
            else if (_isAbandoned || _sinks.Get() is not { } sinks)
            {
                Drop((LlmEvent)item);
            }
            else
            {
                await WriteAsync(sinks, (LlmEvent)item).ConfigureAwait(false);
            }
        }

        await FlushSinksAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(ILlmEventSink[] sinks, LlmEvent callEvent)
    {
        EventContent.MoveTo(callEvent, _instruments);
        foreach (var sink in sinks)
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
        foreach (var sink in _isAbandoned ? [] : _sinks.Get() ?? [])
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

    /// <summary>What no sink will take. Whoever waits for a flush is told that it has not been.</summary>
    private void DropRest()
    {
        while (_channel.Reader.TryRead(out var item))
        {
            if (item is TaskCompletionSource marker)
            {
                marker.TrySetException(new ObjectDisposedException(nameof(ILlmEventSink), "The service provider has been disposed of, and a sink did not take its events in time."));
            }
            else
            {
                Drop((LlmEvent)item);
            }
        }
    }

    private void Drop(LlmEvent callEvent)
    {
        callEvent.Captured?.Release();
        _background.Guard(() => _instruments.EventsDropped.Add(1));
    }
}
