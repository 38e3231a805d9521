using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Hosting;

/// <summary>The options that the clients of a service provider share.</summary>
/// <remarks>Options that were refused are read anew when they are asked for again; the options monitor would keep what they threw.</remarks>
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

    /// <summary>The clock; where the options are invalid, the one that holds without them.</summary>
    public TimeProvider Time => ClockOf(TryRead());

    /// <summary>Tags that are on everything; null while the options are invalid.</summary>
    public IEnumerable<KeyValuePair<string, string>>? ConstantTags => TryRead()?.Tags.ConstantTags;

    /// <summary>The options as they are now, valid.</summary>
    /// <exception cref="OptionsValidationException">They are invalid; all errors are listed.</exception>
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
            // What is wrong, or what a callback of the application threw, is reported where a client is created.
            return null;
        }
    }
}
