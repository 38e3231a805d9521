namespace LlmHttpMetrics.Events;

/// <summary>The limits of a queue of events.</summary>
/// <param name="Capacity">How many events may wait.</param>
/// <param name="Wait">How long the end of a call may wait for room.</param>
/// <param name="DrainTimeout">How long disposal waits for the sinks.</param>
internal readonly record struct EventQueueLimits(int Capacity, TimeSpan Wait, TimeSpan DrainTimeout);
