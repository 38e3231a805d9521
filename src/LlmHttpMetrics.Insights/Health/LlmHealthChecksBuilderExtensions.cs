using LlmHttpMetrics;
using LlmHttpMetrics.HealthChecks;
using LlmHttpMetrics.Insights.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of LLM providers to an application's health checks.</summary>
public static class LlmHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the providers, based on the calls of this process in the last five minutes, as in <c>llm.provider.health</c>. The check makes no
    /// calls of its own. Calls are measured for it even if nothing else listens.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Configures the options; <see langword="null"/> for the defaults.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">The status reported for an unhealthy provider; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public static IHealthChecksBuilder AddLlmProviders(
        this IHealthChecksBuilder builder,
        Action<LlmProviderHealthCheckOptions>? configure = null,
        string name = "llm_providers",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        LlmProviderHealthCheckOptions options = new();
        configure?.Invoke(options);
        OptionsCheck.ThrowIfInvalid(name, options);
        builder.Services.AddLlmProviderHealth();
        return builder.Add(new HealthCheckRegistration(
            name, services => new ProvidersHealthCheck(services.GetRequiredService<LlmProviderHealth>(), options), failureStatus, tags));
    }
}
