using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>Other meters of this process that have the convention's instruments. They are detected by name only: nothing is subscribed to.</summary>
internal static class UpstreamMeters
{
    /// <summary>The instruments for model calls have this prefix in every version of the convention.</summary>
    private const string Instruments = "gen_ai.client.";

    /// <summary>Limits the number of names, in case meters are named after something unbounded.</summary>
    private const int MaxNames = 64;

    private static readonly object Lock = new();
    private static readonly Lazy<MeterListener> Listener = new(Start);
    private static string[] s_names = [];

    public static ReadOnlySpan<string> Names => Volatile.Read(ref s_names);

    /// <summary>Inspects the existing meters, and new ones from now on. Only the first call has a cost.</summary>
    public static void Watch() => _ = Listener.Value;

    public static bool Has(string name) => Names.Contains(name);

    private static MeterListener Start()
    {
        var listener = new MeterListener { InstrumentPublished = static (instrument, _) => Notice(instrument) };
        listener.Start();
        return listener;
    }

    private static void Notice(Instrument instrument)
    {
        var meter = instrument.Meter.Name;
        if (!instrument.Name.StartsWith(Instruments, StringComparison.Ordinal) || meter == LlmTelemetry.MeterName)
        {
            return;
        }

        lock (Lock)
        {
            if (!Has(meter) && s_names.Length < MaxNames)
            {
                Volatile.Write(ref s_names, [.. s_names, meter]);
            }
        }
    }
}
