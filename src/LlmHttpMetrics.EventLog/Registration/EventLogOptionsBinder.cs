using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.EventLog.Registration;

/// <summary>Binds the options of an event log key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class EventLogOptionsBinder
{
    private const string Age = "30.00:00:00";

    private static readonly Dictionary<string, SetKey<LlmEventLogOptions>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmEventLogOptions.Folder)] = (options, setting) => options.Folder = setting.Value ?? "",
        [nameof(LlmEventLogOptions.FilePrefix)] = (options, setting) => options.FilePrefix = setting.Value ?? "",
        [nameof(LlmEventLogOptions.MaxFileSize)] = (options, setting) => setting.Long(value => options.MaxFileSize = value),
        [nameof(LlmEventLogOptions.MaxFileAge)] = (options, setting) => setting.Span(value => options.MaxFileAge = value, Age),
        [nameof(LlmEventLogOptions.RetainFor)] = (options, setting) => setting.Span(value => options.RetainFor = value, Age),
        [nameof(LlmEventLogOptions.RetainFiles)] = (options, setting) => setting.Integer(value => options.RetainFiles = value),
        [nameof(LlmEventLogOptions.Compress)] = (options, setting) => setting.Switch(value => options.Compress = value),
        [nameof(LlmEventLogOptions.FlushToDisk)] = (options, setting) => setting.Switch(value => options.FlushToDisk = value),
    };

    public static void Bind(IConfiguration configuration, LlmEventLogOptions options) => Setting.Bind(configuration, options, options.BindingErrors, Keys);
}
