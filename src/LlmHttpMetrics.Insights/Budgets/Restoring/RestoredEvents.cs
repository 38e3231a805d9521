namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>The IDs of the events that have been restored, so that each is counted once.</summary>
internal sealed class RestoredEvents
{
    /// <summary>Limits the memory to a few megabytes; further IDs are not remembered.</summary>
    private const int Most = 250_000;

    private readonly HashSet<Guid> _ids = [];

    /// <summary>Restores an event unless it has been restored before. Concurrent calls are serialized.</summary>
    public void Once(Guid id, Action restore)
    {
        lock (_ids)
        {
            if (_ids.Contains(id))
            {
                return;
            }

            if (_ids.Count < Most)
            {
                _ids.Add(id);
            }

            restore();
        }
    }
}
