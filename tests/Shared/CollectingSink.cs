using System.Collections.Concurrent;

namespace LlmHttpMetrics.TestUtilities;

/// <summary>Keeps the events it gets.</summary>
public sealed class CollectingSink : ILlmEventSink
{
    private readonly ConcurrentQueue<LlmEvent> _events = new();
    private readonly ConcurrentQueue<LlmEventAmendment> _amendments = new();

    /// <summary>Awaited before an event is kept; may throw.</summary>
    public Func<LlmEvent, Task>? Before { get; init; }

    public IReadOnlyList<LlmEvent> Events => [.. _events];

    public IReadOnlyList<LlmEventAmendment> Amendments => [.. _amendments];

    public LlmEvent Only => Events is [var only] ? only : throw new InvalidOperationException($"{Events.Count} events have come, not one.");

    public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        if (Before is { } before)
        {
            await before(callEvent);
        }

        LeakSearch.OfTheRun.Event(callEvent);
        LeakSearch.OfTheRun.Line(callEvent);
        _events.Enqueue(callEvent);
    }

    public ValueTask AmendAsync(LlmEventAmendment amendment, CancellationToken cancellationToken)
    {
        LeakSearch.OfTheRun.Line(amendment);
        _amendments.Enqueue(amendment);
        return default;
    }
}
