namespace LlmHttpMetrics;

/// <summary>Receives one event a call, off the caller's path. Register it as a service.</summary>
public interface ILlmEventSink
{
    /// <summary>Takes an event. A sink that throws is counted and called again with the next event.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="cancellationToken">Fires when the process can wait no longer.</param>
    /// <returns>A task that ends when the next event can come.</returns>
    ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what became known of a call after its event, such as the usage of an answer that was promised. It comes after the event, through the
    /// same queue. A sink that does not need it has nothing to do.
    /// </summary>
    /// <param name="amendment">What became known, with the id of the event.</param>
    /// <param name="cancellationToken">Fires when the process can wait no longer.</param>
    /// <returns>A task that ends when the next event can come.</returns>
    ValueTask AmendAsync(LlmEventAmendment amendment, CancellationToken cancellationToken) => default;

    /// <summary>
    /// Makes sure of what it has taken; <see cref="LlmMonitoring.FlushAsync(CancellationToken)"/> waits for it, as does the end of the process. What it throws
    /// comes out there. A sink that keeps nothing back has nothing to do.
    /// </summary>
    /// <param name="cancellationToken">Fires when the process can wait no longer.</param>
    /// <returns>A task that ends when all events taken before are safe.</returns>
    ValueTask FlushAsync(CancellationToken cancellationToken) => default;
}
