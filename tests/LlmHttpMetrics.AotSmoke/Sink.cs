using System.Collections.Concurrent;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Keeps the records of the calls.</summary>
internal sealed class Sink : ILlmEventSink
{
    public ConcurrentQueue<LlmEvent> Events { get; } = new();

    public ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken)
    {
        Events.Enqueue(callEvent);
        return default;
    }
}
