using System.Diagnostics.Metrics;

namespace LlmHttpMetrics.Interception.Upstream;

/// <summary>
/// Other meters of this process that have the standard's instruments. They are known by name alone: nothing is subscribed to.
/// </summary>
internal static class UpstreamMeters
{
    /// <summary>What is measured of a model call carries this, in every generation of the convention.</summary>
    private const string Instruments = "gen_ai.client.";

    /// <summary>Meters that are named after something unbounded get no further.</summary>
    private const int MaxNames = 64;

    private static readonly object Lock = new();
    private static readonly Lazy<MeterListener> Listener = new(Start);
    private static string[] s_names = [];

    public static ReadOnlySpan<string> Names => Volatile.Read(ref s_names);

    /// <summary>Looks at the meters there are, and from now on at those that come. The first call starts it, the others cost nothing.</summary>
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
