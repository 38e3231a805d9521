using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds monitoring to the clients of an <see cref="IHttpClientFactory"/>.</summary>
public static class LlmMonitoringHttpClientBuilderExtensions
{
    /// <summary>Measures the model calls of this client with the default options. Repeated calls of this method have no effect.</summary>
    /// <param name="builder">The builder of the client, or of the defaults of all clients.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLlmMonitoring(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MonitoringRegistration.Add(builder);
        return builder;
    }

    /// <summary>Measures the model calls of this client.</summary>
    /// <param name="builder">The builder of the client, or of the defaults of all clients.</param>
    /// <param name="configure">Configures the options; all errors are listed when the host starts or the client is created.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLlmMonitoring(this IHttpClientBuilder builder, Action<LlmMonitoringOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        MonitoringRegistration.Add(builder);
        builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    /// <summary>Measures the model calls of this client, with options bound from configuration. Changes to the configuration are applied.</summary>
    /// <param name="builder">The builder of the client, or of the defaults of all clients.</param>
    /// <param name="configuration">The section whose keys are the property names of <see cref="LlmMonitoringOptions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLlmMonitoring(this IHttpClientBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        MonitoringRegistration.Add(builder);
        builder.Services.Configure<LlmMonitoringOptions>(builder.Name, options => BoundOptions.OfClient.Bind(configuration, options));
        builder.Services.AddSingleton(new MonitoredConfiguration(builder.Name, configuration));
        return builder;
    }
}
