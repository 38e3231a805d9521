using LlmHttpMetrics.Diagnostics;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Events;

/// <summary>
/// The sinks of a queue, constructed when the queue first needs them and never by the code that creates a client, because a sink may itself use the client
/// factory. Not thread-safe, except <see cref="MayContain"/>.
/// </summary>
/// <param name="construct">Constructs the sinks.</param>
/// <param name="faults">Counts faults.</param>
/// <param name="time">The clock of the next attempt.</param>
/// <param name="logger">Logs faults.</param>
internal sealed class EventSinks(Func<IEnumerable<ILlmEventSink>> construct, FaultCounter faults, TimeProvider time, ILogger logger)
{
    /// <summary>The time between a failed construction and the next attempt.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private ILlmEventSink[]? _sinks;
    private long? _failed;

    /// <summary>Whether the sink is one of these, or may be, because they have not been constructed yet.</summary>
    public bool MayContain(ILlmEventSink sink) => Volatile.Read(ref _sinks) is not { } known || Array.IndexOf(known, sink) >= 0;

    /// <summary>The sinks; null while they cannot be constructed. Never throws.</summary>
    public ILlmEventSink[]? Get()
    {
        if (_sinks is null && (_failed is not { } failed || time.GetElapsedTime(failed) >= Pause))
        {
            TryConstruct();
        }

        return _sinks;
    }

    private void TryConstruct()
    {
        try
        {
            Volatile.Write(ref _sinks, [.. construct()]);
        }
        catch (Exception e)
        {
            _failed = time.GetTimestamp();
            faults.Failed(Stages.Sink);
            Log.SinksFailed(logger, e.GetType().Name, e.Message);
        }
    }
}
