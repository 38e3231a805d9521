using LlmHttpMetrics;
using LlmHttpMetrics.Hosting;
using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers token counting by the providers' count endpoints.</summary>
public static class LlmCountEndpointsServiceCollectionExtensions
{
    /// <summary>
    /// Uses a provider's count endpoint for the input tokens of calls that reported no usage and for which no tokenizer is known. The request is sent to the
    /// provider again, without the parts that only affect the answer, in the background after the call has ended.
    /// </summary>
    /// <remarks>The named clients do not follow redirects: <c>AllowAutoRedirect</c> of their primary handlers is turned off.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Names the clients to use. All errors are listed when the host starts, or when the first client is created.</param>
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
