namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>The health of a provider.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Health">The success rate of its recent calls, from 0 to 1; 0 while a circuit is open; null if no call allows a statement.</param>
/// <param name="Calls">The number of calls that the rate is based on.</param>
/// <param name="IsCircuitOpen">Whether a circuit breaker currently blocks calls to it.</param>
internal readonly record struct ProviderShare(string Provider, double? Health, long Calls, bool IsCircuitOpen);
