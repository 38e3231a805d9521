using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Vocabulary;

namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>The health of providers: the success rate of recent calls, in slices of time, and the open circuits.</summary>
internal sealed class ProviderHealth : ICallConsumer
{
    /// <summary>The period that the success rate covers.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly ObservableGauge<double> _gauge;
    private readonly long _start;
    private readonly long _unit;
    private readonly object _lock = new();
    private ProviderWindow[] _providers = [];

    public ProviderHealth(Meter meter, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _unit = (long)(Window.TotalSeconds / ProviderWindow.SlicesOfWindow * time.TimestampFrequency);
        _gauge = meter.CreateObservableGauge(
            LlmInstrumentNames.ProviderHealth, Measure, "1", "Success share of the calls of the last five minutes; 0 while the provider's circuit is open.");
    }

    public string Stage => Stages.Statistics;

    public bool IsEnabled => _gauge.Enabled;

    public bool NeedsCost => false;

    /// <summary>All providers that have had a call, ordered by name.</summary>
    public IReadOnlyList<ProviderShare> Read()
    {
        var now = Now;
        return [.. Volatile.Read(ref _providers).Select(provider => provider.Read(now)).OrderBy(share => share.Provider, StringComparer.Ordinal)];
    }

    public void Completed(in CompletedCall call) => Record(call.Record.Endpoint.Provider, call.Record.Outcome.Word, call.Record.Time, call.Record.Ended);

    public void Amended(CallAmendment amendment)
    {
        // The outcome of a call does not change.
    }

    /// <summary>Records a call that has ended.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="clock">The clock of the call; null for now.</param>
    /// <param name="ended">When it ended, by that clock; used only if it is also the clock of this instance.</param>
    public void Record(string provider, string outcome, TimeProvider? clock = null, long ended = 0) =>
        Of(provider).Add(OutcomeOrder.PlaceOf(outcome), ReferenceEquals(clock, _time) ? UnitOf(ended) : Now);

    /// <summary>The window of recent calls of a provider.</summary>
    public ProviderWindow Of(string provider)
    {
        if (Find(provider) is { } known)
        {
            return known;
        }

        lock (_lock)
        {
            if (Find(provider) is { } meanwhile)
            {
                return meanwhile;
            }

            ProviderWindow added = new(provider);
            Volatile.Write(ref _providers, [.. _providers, added]);
            return added;
        }
    }

    private long Now => UnitOf(_time.GetTimestamp());

    private long UnitOf(long timestamp) => Math.Max(0, timestamp - _start) / _unit;

    private IEnumerable<Measurement<double>> Measure()
    {
        foreach (var share in Read())
        {
            if (share.Health is { } health)
            {
                yield return new Measurement<double>(health, new KeyValuePair<string, object?>(LlmTagNames.ProviderName, share.Provider));
            }
        }
    }

    private ProviderWindow? Find(string provider)
    {
        foreach (var known in Volatile.Read(ref _providers))
        {
            if (known.Provider == provider)
            {
                return known;
            }
        }

        return null;
    }
}
