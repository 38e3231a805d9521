using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Insights;

/// <summary>The options of this package that can be bound from configuration.</summary>
internal static class InsightsBinding
{
    public static readonly OptionsBinding<LlmStatisticsOptions> OfStatistics = new(
        InsightsMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);

    public static readonly OptionsBinding<LlmBudgetsOptions> OfBudgets = new(
        InsightsMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);
}
