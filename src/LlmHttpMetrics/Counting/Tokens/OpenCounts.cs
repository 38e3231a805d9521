using System.Collections.Concurrent;
using LlmHttpMetrics.Diagnostics.Background;

namespace LlmHttpMetrics.Counting.Tokens;

/// <summary>The calls whose tokens are being counted. The first result of a call is published, and closes it.</summary>
internal sealed class OpenCounts(CountPublisher publisher, BackgroundWork background)
{
    private readonly ConcurrentDictionary<PendingCount, bool> _open = [];

    /// <summary>Completes when every call that is open now has its result.</summary>
    public Task Completion => Task.WhenAll(_open.Keys.Select(pending => pending.Completion));

    public void Add(PendingCount pending) => _open.TryAdd(pending, true);

    public void Counted(PendingCount pending, in TokenCount count) =>
        TryPublish(pending, count, static (publisher, pending, count) => publisher.Counted(pending, count));

    public void Compared(PendingCount pending, in TokenCount ours) =>
        TryPublish(pending, ours, static (_, pending, ours) => CountPublisher.Compared(pending, ours));

    public void CountedByProvider(PendingCount pending, long input) =>
        TryPublish(pending, input, static (_, pending, input) => CountPublisher.CountedByProvider(pending, input));

    /// <summary>Publishes the fallback. False if the call already has its result.</summary>
    public bool FallBack(PendingCount pending, string reason) => TryPublish(pending, reason, static (publisher, pending, reason) =>
    {
        if (pending.Reported is null)
        {
            publisher.FellBack(pending, reason);
        }
    });

    /// <summary>Closes a call that has no result because of an internal fault.</summary>
    public void Drop(PendingCount pending)
    {
        pending.TryComplete();
        Close(pending);
    }

    /// <summary>Publishes a result, and releases the event of the call even if a listener throws.</summary>
    private bool TryPublish<T>(PendingCount pending, T result, Action<CountPublisher, PendingCount, T> publish)
    {
        if (!pending.TryComplete())
        {
            return false;
        }

        background.Guard(() => publish(publisher, pending, result));
        Close(pending);
        return true;
    }

    private void Close(PendingCount pending)
    {
        // In this order: a flush that no longer finds the call here must find its event in the queue.
        pending.Close();
        _open.TryRemove(pending, out _);
    }
}
