using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>The options that the clients of a service provider share.</summary>
/// <remarks>Invalid options are read again on the next use; the options monitor would cache the exception.</remarks>
internal sealed class SharedOptions(IOptionsFactory<LlmSharedMonitoringOptions> options, IServiceProvider services)
{
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(SharedOptions)))
        {
            return;
        }

        services.AddOptions<LlmSharedMonitoringOptions>();
        StartValidator.Add<LlmSharedMonitoringOptions>(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LlmSharedMonitoringOptions>, LlmSharedMonitoringOptionsValidator>());
        services.AddSingleton<SharedOptions>();
    }

    /// <summary>The clock; if the options are invalid, the default clock.</summary>
    public TimeProvider Time => ClockOf(TryRead());

    /// <summary>The constant tags; null if the options are invalid.</summary>
    public IEnumerable<KeyValuePair<string, string>>? ConstantTags => TryRead()?.Tags.ConstantTags;

    /// <summary>The current options, validated.</summary>
    /// <exception cref="OptionsValidationException">The options are invalid; all errors are listed.</exception>
    public LlmSharedMonitoringOptions Read() => options.Create(Options.DefaultName);

    public TimeProvider ClockOf(LlmSharedMonitoringOptions? shared) => shared?.TimeProvider ?? services.GetService<TimeProvider>() ?? TimeProvider.System;

    private LlmSharedMonitoringOptions? TryRead()
    {
        try
        {
            return Read();
        }
        catch (Exception)
        {
            // Invalid options, and exceptions of the application's callbacks, are reported when a client is created.
            return null;
        }
    }
}
