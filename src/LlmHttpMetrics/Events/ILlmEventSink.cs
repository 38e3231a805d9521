namespace LlmHttpMetrics;

/// <summary>Receives one event for each call, off the caller's path. Register it as a service.</summary>
public interface ILlmEventSink
{
    /// <summary>Takes an event. An exception is counted, and the sink is called again with the next event.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="cancellationToken">Canceled when the process cannot wait any longer.</param>
    /// <returns>A task that completes when the sink can take the next event.</returns>
    ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what became known about a call after its event, such as the usage of a background answer. It follows the event, through the same queue.
    /// The default does nothing.
    /// </summary>
    /// <param name="amendment">What became known, with the id of the event.</param>
    /// <param name="cancellationToken">Canceled when the process cannot wait any longer.</param>
    /// <returns>A task that completes when the sink can take the next event.</returns>
    ValueTask AmendAsync(LlmEventAmendment amendment, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Stores the events it has taken; <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits for it and throws its exception, and the end of the
    /// process waits for it. The default does nothing.
    /// </summary>
    /// <param name="cancellationToken">Canceled when the process cannot wait any longer.</param>
    /// <returns>A task that completes when all events taken before are stored.</returns>
    ValueTask FlushAsync(CancellationToken cancellationToken) => default;
}
