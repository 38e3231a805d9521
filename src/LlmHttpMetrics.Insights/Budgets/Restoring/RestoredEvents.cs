namespace LlmHttpMetrics.Insights.Budgets.Restoring;

/// <summary>The events that have been restored, so that none counts twice.</summary>
internal sealed class RestoredEvents
{
    /// <summary>Some megabytes; events beyond are not remembered.</summary>
    private const int Most = 250_000;

    private readonly HashSet<Guid> _ids = [];

    /// <summary>Restores an event, unless it has been restored before. One that runs at the same time is waited for.</summary>
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
