using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has providers count what they did not report.</summary>
public static class LlmCountEndpointsServiceCollectionExtensions
{
    /// <summary>
    /// Asks a provider's own endpoint for the input tokens of calls that reported no usage and that no tokenizer is known for. That sends
    /// the request, without what an answer needs alone, to the provider once more, in the background, after the call has ended.
    /// </summary>
    /// <remarks>The clients that are named follow no redirects: <c>AllowAutoRedirect</c> of their primary handlers is turned off.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Names the clients that ask. All errors are listed when the host starts, or when the first client is created.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmCountEndpoints(this IServiceCollection services, Action<LlmCountEndpointsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddHttpClient();
        services.AddOptions<LlmCountEndpointsOptions>().Configure(configure);
        StartValidator.Add<LlmCountEndpointsOptions>(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmCountEndpointsOptions>, LlmCountEndpointsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, UnredirectedClients>());
        return services;
    }
}
