using System.Diagnostics.Metrics;
using LlmHttpMetrics.Insights.Health;
using LlmHttpMetrics.Insights.Statistics.Slices;

namespace LlmHttpMetrics;

/// <summary>
/// How the providers have been doing: the success share of the calls of the last five minutes, and up to half a minute more. It knows of
/// the calls that were measured: while something listens, or always with <c>AddLlmProviderHealth</c>.
/// </summary>
public sealed class LlmProviderHealth
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly long _unit;
    private readonly object _lock = new();
    private ProviderWindow[] _providers = [];

    internal LlmProviderHealth(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _unit = (long)(Window.TotalSeconds / ProviderWindow.SlicesOfWindow * time.TimestampFrequency);
    }

    /// <summary>The time that the share is of.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Each provider that has had a call, in the order of their names.</summary>
    /// <returns>The providers as they stand.</returns>
    public IReadOnlyList<LlmProviderStatus> Snapshot()
    {
        var now = Now;
        return [.. Volatile.Read(ref _providers).Select(provider => provider.Read(now)).OrderBy(status => status.Provider, StringComparer.Ordinal)];
    }

    /// <summary>Says that calls are held back from a provider: its health is 0 until all that have said so say otherwise.</summary>
    /// <param name="provider">The provider, as in <c>gen_ai.provider.name</c>.</param>
    /// <returns>Says otherwise when it is disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or empty.</exception>
    public IDisposable OpenCircuit(string provider)
    {
        ArgumentException.ThrowIfNullOrEmpty(provider);
        return new Circuit(Of(provider));
    }

    /// <summary>Takes a call that has ended.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="clock">By which clock; null for now.</param>
    /// <param name="ended">When it ended, by that clock; taken where it is the clock of this.</param>
    internal void Record(string provider, string outcome, TimeProvider? clock = null, long ended = 0) =>
        Of(provider).Add(OutcomeOrder.PlaceOf(outcome), ReferenceEquals(clock, _time) ? UnitOf(ended) : Now);

    /// <summary>The health of the providers that have one, for the gauge.</summary>
    internal IEnumerable<Measurement<double>> Measure()
    {
        foreach (var status in Snapshot())
        {
            if (status.Health is { } health)
            {
                yield return new Measurement<double>(health, new KeyValuePair<string, object?>(LlmTagNames.ProviderName, status.Provider));
            }
        }
    }

    private long Now => UnitOf(_time.GetTimestamp());

    private long UnitOf(long timestamp) => Math.Max(0, timestamp - _start) / _unit;

    private ProviderWindow Of(string provider)
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

    private sealed class Circuit : IDisposable
    {
        private ProviderWindow? _provider;

        public Circuit(ProviderWindow provider)
        {
            _provider = provider;
            provider.OpenCircuit();
        }

        public void Dispose() => Interlocked.Exchange(ref _provider, null)?.CloseCircuit();
    }
}
