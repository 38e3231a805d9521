using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Telemetry.Health;

namespace LlmHttpMetrics;

/// <summary>
/// The health of the providers: the success share of the calls of the last five minutes, and up to half a minute more. It covers the calls that were
/// measured: while something listens, or always with <c>AddLlmProviderHealth</c>.
/// </summary>
public sealed class LlmProviderHealth
{
    private readonly ProviderHealth _health;

    internal LlmProviderHealth(ProviderHealth health) => _health = health;

    /// <summary>The time window of the share: five minutes.</summary>
    public static TimeSpan Window => ProviderHealth.Window;

    /// <summary>The status of each provider that has been called, in the order of their names.</summary>
    /// <returns>The current status of the providers.</returns>
    public IReadOnlyList<LlmProviderStatus> Snapshot() =>
    [
        .. _health.Read().Select(share => new LlmProviderStatus
        {
            Provider = share.Provider,
            Health = share.Health,
            Calls = share.Calls,
            IsCircuitOpen = share.IsCircuitOpen,
        }),
    ];

    /// <summary>Marks a circuit of a provider as open: its health is 0 until all returned objects are disposed.</summary>
    /// <param name="provider">The provider, as in <c>gen_ai.provider.name</c>.</param>
    /// <returns>An object that closes the circuit when it is disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="provider"/> is <see langword="null"/> or empty.</exception>
    public IDisposable OpenCircuit(string provider)
    {
        ArgumentException.ThrowIfNullOrEmpty(provider);
        return new Circuit(_health.Of(provider));
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
