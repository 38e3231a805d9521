namespace LlmHttpMetrics;

/// <summary>The queue of events on their way to the sinks: one for all monitored clients of a service provider.</summary>
public sealed class LlmEventQueueOptions
{
    /// <summary>How many events may wait for the sinks; later ones are dropped and counted.</summary>
    /// <value>The default is 10,000; from 1 to 1,000,000.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>
    /// How long the end of a call may wait for room where <see cref="Capacity"/> is used up, before its event is dropped. That is the caller's own
    /// time: its thread is blocked in the read, <c>Dispose</c> or throw that ends the call. A sink that makes calls of a monitored client waits for itself.
    /// </summary>
    /// <value>The default is zero: no call waits. Up to a minute.</value>
    public TimeSpan Wait { get; set; }

    /// <summary>
    /// How long disposal of the service provider may wait for what is still on its way to the sinks, and for the sinks themselves. Events that are
    /// left then are dropped and counted in <c>llm.events.dropped</c>, the token of <see cref="ILlmEventSink.WriteAsync"/> fires, and a sink that does
    /// not return is left alone.
    /// </summary>
    /// <value>The default is 5 seconds; from zero, which waits for nothing, to an hour.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
