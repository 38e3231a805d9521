using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the monitoring on the clients of a factory.</summary>
public static class LlmMonitoringHttpClientBuilderExtensions
{
    /// <summary>Measures the model calls of this client, with the default options. Calling it again changes nothing.</summary>
    /// <param name="builder">The client's builder, or that of the defaults of all clients.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHttpClientBuilder AddLlmMonitoring(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MonitoringRegistration.Add(builder);
        return builder;
    }

    /// <summary>Measures the model calls of this client.</summary>
    /// <param name="builder">The client's builder, or that of the defaults of all clients.</param>
    /// <param name="configure">Sets the options; all errors in them are listed when the host starts, or when the client is created.</param>
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

    /// <summary>Measures the model calls of this client, with options bound from configuration and followed when it changes.</summary>
    /// <param name="builder">The client's builder, or that of the defaults of all clients.</param>
    /// <param name="configuration">The section whose keys are the names of <see cref="LlmMonitoringOptions"/>.</param>
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
