using System.Diagnostics.Metrics;
using LlmHttpMetrics.Calls;
using LlmHttpMetrics.Diagnostics;

namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>The health of providers: the success rate of recent calls, in slices of time, and the open circuits.</summary>
internal sealed class ProviderHealth : ICallConsumer
{
    /// <summary>The period that the success rate covers.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lazy<SliceClock> _clock;
    private readonly ObservableGauge<double> _gauge;
    private readonly object _lock = new();
    private ProviderWindow[] _providers = [];

    /// <param name="meter">The meter of the gauge.</param>
    /// <param name="time">Returns the clock; called on first use.</param>
    public ProviderHealth(Meter meter, Func<TimeProvider> time)
    {
        _clock = new Lazy<SliceClock>(() => new SliceClock(time()));
        _gauge = meter.CreateObservableGauge(
            LlmInstrumentNames.ProviderHealth, Measure, "1", "Success share of the calls of the last five minutes; 0 while the provider's circuit is open.");
    }

    public string Stage => Stages.Statistics;

    public bool IsEnabled => _gauge.Enabled;

    /// <summary>All providers that have had a call, ordered by name.</summary>
    public IReadOnlyList<ProviderShare> Read()
    {
        var now = Now;
        return [.. Volatile.Read(ref _providers).Select(provider => provider.Read(now)).OrderBy(share => share.Provider, StringComparer.Ordinal)];
    }

    public void Completed(in CompletedCall call) => Record(call.Record.Endpoint.Provider, call.Record.Outcome.Word, call.Record.Time, call.Record.Ended);

    /// <summary>Records a call that has ended.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="clock">The clock of the call; null for now.</param>
    /// <param name="ended">When it ended, by that clock; used only if it is also the clock of this instance.</param>
    public void Record(string provider, string outcome, TimeProvider? clock = null, long ended = 0) =>
        Of(provider).Add(OutcomeOrder.PlaceOf(outcome), _clock.Value.IsOf(clock) ? _clock.Value.SliceOf(ended) : Now);

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

    private long Now => _clock.Value.Now;

    private IEnumerable<Measurement<double>> Measure()
    {
        foreach (var share in Read())
        {
            if (share.Health is { } health)
            {
                yield return new Measurement<double>(health, [new(LlmTagNames.ProviderName, share.Provider), .. ConstantTags.Of(_gauge)]);
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
