namespace LlmHttpMetrics;

/// <summary>Receives one event a call, off the caller's path. Register it as a service.</summary>
public interface ILlmEventSink
{
    /// <summary>Takes an event. A sink that throws is counted and called again with the next event.</summary>
    /// <param name="callEvent">The event.</param>
    /// <param name="cancellationToken">Fires when the process can wait no longer.</param>
    /// <returns>A task that ends when the next event can come.</returns>
    ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken);
}
