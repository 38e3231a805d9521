using System.Runtime.CompilerServices;
using LlmHttpMetrics.EventLog.Registration;
using LlmHttpMetrics.Events;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>The events in the files of a log. Only the first log of a service provider is read: each has all events.</summary>
internal sealed class EventHistory(EventLogs logs, string name) : IEventHistory
{
    public async IAsyncEnumerable<LlmEvent> ReadSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = logs.Get(name).Folder;
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        await foreach (var callEvent in new LlmEventReader().ReadAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (callEvent.Timestamp >= since)
            {
                yield return callEvent;
            }
        }
    }
}
