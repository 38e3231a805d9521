namespace LlmHttpMetrics;

/// <summary>The queue of events for the sinks: one for all monitored clients of a service provider.</summary>
public sealed class LlmEventQueueOptions
{
    /// <summary>The number of events that may wait for the sinks; further ones are dropped and counted.</summary>
    /// <value>The default is 10,000; from 1 to 1,000,000.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>
    /// How long the end of a call may wait for room if <see cref="Capacity"/> is used up, before its event is dropped. This blocks the caller: its thread
    /// waits in the read or <c>Dispose</c> that ends the call, or before the exception. A sink that calls a monitored client waits for itself.
    /// </summary>
    /// <value>The default is zero: no call waits. Up to a minute.</value>
    public TimeSpan Wait { get; set; }

    /// <summary>
    /// How long disposal of the service provider may wait for queued events and for the sinks. Then the remaining events are dropped and counted in
    /// <c>llm.events.dropped</c>, the token of <see cref="ILlmEventSink.WriteAsync"/> is canceled, and a sink that does not return is abandoned.
    /// </summary>
    /// <value>The default is 5 seconds; from zero, which waits for nothing, to an hour.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
