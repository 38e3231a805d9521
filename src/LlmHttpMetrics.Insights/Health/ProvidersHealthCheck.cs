using LlmHttpMetrics.HealthChecks;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LlmHttpMetrics.Insights.Health;

/// <summary>Reports the health of the providers; the result is that of the worst provider checked.</summary>
internal sealed class ProvidersHealthCheck(LlmProviderHealth health, LlmProviderHealthCheckOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var worst = HealthStatus.Healthy;
        List<string> complaints = [];
        Dictionary<string, object> data = [];
        foreach (var provider in health.Snapshot().Where(IsWanted))
        {
            var status = StatusOf(provider, context.Registration.FailureStatus);
            worst = status < worst ? status : worst;
            data[provider.Provider] = provider;
            if (status != HealthStatus.Healthy)
            {
                complaints.Add(Complaint(provider));
            }
        }

        return Task.FromResult(new HealthCheckResult(worst, complaints.Count > 0 ? string.Join(" ", complaints) : null, exception: null, data));
    }

    private bool IsWanted(LlmProviderStatus provider) => options.Providers.Count == 0 || options.Providers.Contains(provider.Provider);

    private HealthStatus StatusOf(LlmProviderStatus provider, HealthStatus failure) =>
        provider.IsCircuitOpen ? failure
        : provider.Calls < options.MinimumCalls ? HealthStatus.Healthy
        : provider.Health < options.UnhealthyBelow ? failure
        : provider.Health < options.DegradedBelow ? HealthStatus.Degraded
        : HealthStatus.Healthy;

    private static string Complaint(LlmProviderStatus provider) => provider.IsCircuitOpen
        ? $"{provider.Provider}: its circuit is open."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{provider.Provider}: {provider.Health:0.#%} of {provider.Calls} calls succeeded in the last {LlmProviderHealth.Window.TotalMinutes:0} minutes.");
}
