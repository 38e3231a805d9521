using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Binds the options of an event log from configuration.</summary>
internal static class EventLogBinding
{
    public static readonly OptionsBinding<LlmEventLogOptions> OfLog = new(
        EventLogMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);
}
