using LlmHttpMetrics;

namespace WebApi.Hosting;

/// <summary>The response of <c>/health</c>.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy: the status of the worst provider.</param>
/// <param name="Complaints">The reasons; empty if there are none.</param>
/// <param name="Providers">The health of each provider in the last five minutes.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Complaints, IReadOnlyList<LlmProviderStatus> Providers);
