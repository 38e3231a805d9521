using LlmHttpMetrics;
using LlmHttpMetrics.Tokenizers;
using LlmHttpMetrics.Tokenizers.Monitoring;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers tokenizers for the monitoring.</summary>
public static class LlmTokenizersServiceCollectionExtensions
{
    /// <summary>
    /// Counts the tokens of calls whose provider sends no usage: exactly for OpenAI's models, and for others by the tokenizers that are
    /// added, here or by the files in <see cref="LlmMonitoringOptions.Tokenizers"/>. What the provider reports is not counted.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Adds tokenizers and models; <see langword="null"/> for OpenAI's alone.</param>
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
