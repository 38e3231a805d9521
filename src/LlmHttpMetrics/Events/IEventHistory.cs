namespace LlmHttpMetrics.Events;

/// <summary>The events that this host has kept of calls, of earlier processes too, for what is worked out from them anew after a restart.</summary>
internal interface IEventHistory
{
    /// <summary>
    /// The events of calls that were sent at this time or later, with what became known of them afterwards, in the order in which they were kept.
    /// </summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    IAsyncEnumerable<LlmEvent> ReadSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
