using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace LlmHttpMetrics.Telemetry;

/// <summary>
/// Tells in one comparison that nobody can be listening to instruments made after it: to come by one, somebody must have
/// started a listener since. .NET tells nobody when that happens, and to ask each instrument takes a tenth of the time of a
/// call in memory; so the runtime's list of started listeners is looked at. It is private: where it is not as known, which is
/// tried with a listener of our own, nothing is said, and every instrument is asked.
/// </summary>
internal sealed class ListenerWatch
{
    /// <summary>The runtime's list of started listeners; null where it is not known.</summary>
    public static readonly List<MeterListener>? Started = Find();

    private readonly List<MeterListener>? _started;
    private readonly int _version;

    /// <param name="started">All listeners that have been started and not disposed of.</param>
    public ListenerWatch(List<MeterListener>? started)
    {
        if (started is not null)
        {
            // In this order: one that comes in between has changed the version, or is counted.
            _version = Version(started);
            _started = started.Count == 0 ? started : null;
        }
    }

    /// <summary>No listener has been started since. False says nothing.</summary>
    public bool NobodyCame => _started is { } started && Version(started) == _version;

#if NET10_0_OR_GREATER
    /// <summary>Every listener that comes or goes changes it; their number would not tell of one that has gone and left an instrument to another.</summary>
    private static int Version(List<MeterListener> started) => Volatile.Read(ref VersionOf(started));

    private static List<MeterListener>? Find()
    {
        try
        {
            var started = StartedListeners(null);
            var before = Version(started);
            using MeterListener probe = new();
            probe.Start();
            return started.Contains(probe) && Version(started) != before ? started : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_allStartedListeners")]
    private static extern ref List<MeterListener> StartedListeners(MeterListener? type);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
    private static extern ref int VersionOf(List<MeterListener> list);
#else
    private static int Version(List<MeterListener> started) => throw new PlatformNotSupportedException();

    private static List<MeterListener>? Find() => null;
#endif
}
