using LlmHttpMetrics;

namespace WebApi.Hosting;

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy: as bad as the worst provider.</param>
/// <param name="Complaints">What is wrong; empty where nothing is.</param>
/// <param name="Providers">How each provider has been doing for the last five minutes.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Complaints, IReadOnlyList<LlmProviderStatus> Providers);
