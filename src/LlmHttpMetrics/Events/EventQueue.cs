using System.Diagnostics.Metrics;
using System.Threading.Channels;
using LlmHttpMetrics.Diagnostics.Background;
using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Events;

/// <summary>Takes events and amendments off the caller's path, and passes them to the sinks, one at a time and in order.</summary>
internal sealed class EventQueue : IPendingWork, IAsyncDisposable
{
    private readonly Channel<object> _channel;
    private readonly EventSinks _sinks;
    private readonly FaultCounter _faults;
    private readonly Counter<long> _dropped;
    private readonly TimeSpan _maxWait;
    private readonly TimeSpan _drainTimeout;
    private readonly TimeProvider _time;
    private readonly BackgroundWork _background;
    private readonly CancellationTokenSource _stop = new();
    private Task _pump = Task.CompletedTask;
    private int _started;
    private volatile bool _isAbandoned;

    /// <param name="sinks">The sinks.</param>
    /// <param name="faults">Counts faults of the sinks.</param>
    /// <param name="dropped">Counts events and amendments that are dropped.</param>
    /// <param name="limits">How many events may wait, how long the end of a call may wait for room, and how long disposal waits for the sinks.</param>
    /// <param name="time">The clock of those waits.</param>
    public EventQueue(EventSinks sinks, FaultCounter faults, Counter<long> dropped, EventQueueLimits limits, TimeProvider time)
    {
        _maxWait = limits.Wait;
        _drainTimeout = limits.DrainTimeout;
        _time = time;
        _sinks = sinks;
        _faults = faults;
        _dropped = dropped;
        _background = new BackgroundWork(() => faults.Failed(Stages.Sink));

        // Not a single reader: disposal also reads, if a sink does not return.
        _channel = Channel.CreateBounded<object>(limits.Capacity);
    }

    /// <summary>
    /// Starts to construct the sinks and to pass events to them, on the thread pool. Called when a client has been created, and not before: services that
    /// both the creation and the sinks need are constructed by then, so that neither waits for the other.
    /// </summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            Volatile.Write(ref _pump, _background.Start(PumpAsync));
        }
    }

    /// <summary>Whether the sink receives the events of this queue, or may do so, as the sinks are not known before they have been constructed.</summary>
    public bool Feeds(ILlmEventSink sink) => _sinks.MayContain(sink);

    /// <summary>Sends an event. If there is no room, it is dropped and counted, at once or after the wait that the options allow.</summary>
    public void Enqueue(LlmEvent callEvent) => EnqueueItem(callEvent);

    /// <summary>Sends an amendment of an event that was sent before.</summary>
    public void Enqueue(LlmEventAmendment amendment) => EnqueueItem(amendment);

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
    /// Waits until the sinks have taken the remaining events, for as long as the options allow. The rest is dropped and counted, and a sink that does not
    /// return is abandoned.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (!_channel.Writer.TryComplete())
        {
            return;
        }

        if (await Volatile.Read(ref _pump).EndsWithinAsync(_drainTimeout, _time).ConfigureAwait(false))
        {
            _stop.Dispose();
            return;
        }

        _isAbandoned = true;
        DropRest();

        // On another thread, because callbacks of the sinks run in Cancel, and may never return.
        _background.Queue(_stop.Cancel);
    }

    private void EnqueueItem(object item)
    {
        if (!_channel.Writer.TryWrite(item) && !TryWait(item))
        {
            Drop(item);
        }
    }

    /// <summary>Waits for room, on the thread that ends the call, which is blocked in the meantime.</summary>
    private bool TryWait(object item)
    {
        if (_maxWait <= TimeSpan.Zero)
        {
            return false;
        }

        using CancellationTokenSource limit = new(_maxWait, _time);
        try
        {
            _channel.Writer.WriteAsync(item, limit.Token).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>The sinks are constructed first, so that they exist before the service provider is disposed.</summary>
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
                Drop(item);
            }
            else
            {
                await WriteAsync(sinks, item).ConfigureAwait(false);
            }
        }

        await FlushSinksAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync(ILlmEventSink[] sinks, object item)
    {
        if (item is LlmEvent callEvent)
        {
            EventContent.MoveTo(callEvent, _faults);
        }

        foreach (var sink in sinks)
        {
            try
            {
                await WriteAsync(sink, item).ConfigureAwait(false);
            }
            catch (Exception)
            {
                _faults.Failed(Stages.Sink);
            }
        }
    }

    private ValueTask WriteAsync(ILlmEventSink sink, object item) => item is LlmEvent callEvent
        ? sink.WriteAsync(callEvent, _stop.Token)
        : sink.AmendAsync((LlmEventAmendment)item, _stop.Token);

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

    /// <summary>Flushes every sink.</summary>
    /// <returns>The first exception; null if there was none.</returns>
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
                _faults.Failed(Stages.Sink);
            }
        }

        return fault;
    }

    /// <summary>Drops what no sink will take, and fails pending flushes.</summary>
    private void DropRest()
    {
        while (_channel.Reader.TryRead(out var item))
        {
            if (item is TaskCompletionSource marker)
            {
                marker.TrySetException(
                    new ObjectDisposedException(
                        nameof(ILlmEventSink), "The service provider has been disposed of, and a sink did not take its events in time."));
            }
            else
            {
                Drop(item);
            }
        }
    }

    private void Drop(object item)
    {
        (item as LlmEvent)?.Captured?.Release();
        _background.Guard(() => _dropped.Add(1, ConstantTags.Of(_dropped)));
    }
}
