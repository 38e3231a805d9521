using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Insights;

/// <summary>The configuration binders of this package's options.</summary>
internal static class InsightsBinding
{
    public static readonly OptionsBinding<LlmStatisticsOptions> OfStatistics = new(
        InsightsMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);

    public static readonly OptionsBinding<LlmBudgetsOptions> OfBudgets = new(
        InsightsMetadata.Default, static (configuration, options) => configuration.Bind(options), static options => options.BindingErrors);
}
