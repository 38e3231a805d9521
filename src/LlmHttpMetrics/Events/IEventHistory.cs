namespace LlmHttpMetrics.Events;

/// <summary>The events that this host has stored, including those of earlier processes, for figures that are restored from them after a restart.</summary>
internal interface IEventHistory
{
    /// <summary>
    /// The events of calls that were sent at this time or later, with their amendments, in the order in which they were stored.
    /// </summary>
    /// <exception cref="IOException">The events cannot be read.</exception>
    IAsyncEnumerable<LlmEvent> ReadSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
