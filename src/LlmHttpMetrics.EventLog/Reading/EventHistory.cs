using System.Runtime.CompilerServices;
using LlmHttpMetrics.EventLog.Registration;
using LlmHttpMetrics.Events;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>The events in the files of a log. Only the first log of a service provider is read, because every log contains all events.</summary>
internal sealed class EventHistory(IServiceProvider services) : IEventHistory
{
    public async IAsyncEnumerable<LlmEvent> ReadSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Resolved as a service, so that the container disposes the log even if nothing else resolves it.
        var folder = services.GetServices<LlmEventLog>().First().Folder;
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
