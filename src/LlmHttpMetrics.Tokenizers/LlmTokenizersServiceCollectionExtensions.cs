using LlmHttpMetrics;
using LlmHttpMetrics.Tokenizers;
using LlmHttpMetrics.Tokenizers.Monitoring;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers tokenizers for the monitoring.</summary>
public static class LlmTokenizersServiceCollectionExtensions
{
    /// <summary>
    /// Counts the tokens of calls whose provider sends no usage: exactly for OpenAI's models, and for other models with the tokenizers that are added
    /// here or configured in <see cref="LlmMonitoringOptions.Tokenizers"/>. Tokens that the provider reports are not counted.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Adds tokenizers and models; <see langword="null"/> for OpenAI's only.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddLlmTokenizers(this IServiceCollection services, Action<LlmTokenizersOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new LlmTokenizersOptions();
        configure?.Invoke(options);
        var files = services.Select(service => service.ImplementationInstance).OfType<TokenizerFiles>().FirstOrDefault();
        if (files is null)
        {
            files = new TokenizerFiles();
            services.AddSingleton<IPostConfigureOptions<LlmMonitoringOptions>>(files).AddSingleton<IValidateOptions<LlmMonitoringOptions>>(files);
        }

        return services.AddSingleton<ITokenCounterSource>(new TokenizerSource(options, files));
    }
}
