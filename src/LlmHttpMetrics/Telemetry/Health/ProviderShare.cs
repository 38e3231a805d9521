namespace LlmHttpMetrics.Telemetry.Health;

/// <summary>How a provider has been doing.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Health">The success share of its recent calls, from 0 to 1; 0 while a circuit is open; null where no call says anything.</param>
/// <param name="Calls">Of how many calls the share is.</param>
/// <param name="IsCircuitOpen">Calls are held back from it.</param>
internal readonly record struct ProviderShare(string Provider, double? Health, long Calls, bool IsCircuitOpen);
