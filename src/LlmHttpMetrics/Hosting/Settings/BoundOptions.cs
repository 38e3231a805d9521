using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>The configuration binders of this package's options.</summary>
internal static class BoundOptions
{
    public static readonly OptionsBinding<LlmMonitoringOptions> OfClient = new(
        OptionsMetadata.Default,
        static (configuration, options) => configuration.Bind(options),
        static options => options.BindingErrors,
        MovedSettings.OfClients);

    public static readonly OptionsBinding<LlmSharedMonitoringOptions> Shared = new(
        OptionsMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);
}
