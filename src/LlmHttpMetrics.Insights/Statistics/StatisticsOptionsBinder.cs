using LlmHttpMetrics.Hosting.Settings;
using LlmHttpMetrics.Pricing;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Binds the options of the statistics key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class StatisticsOptionsBinder
{
    private static readonly Dictionary<string, SetKey<LlmStatisticsOptions>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmStatisticsOptions.Tags)] = (options, setting) => setting.Words(options.Tags),
        [nameof(LlmStatisticsOptions.MaxTagValues)] = (options, setting) => setting.Integer(value => options.MaxTagValues = value),
        [nameof(LlmStatisticsOptions.MaxSeries)] = (options, setting) => setting.Integer(value => options.MaxSeries = value),
    };

    public static void Bind(IConfiguration configuration, LlmStatisticsOptions options) => Setting.Bind(configuration, options, options.BindingErrors, Keys);
}
