using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics;

/// <summary>Configures statistics and budgets for a single client, in code.</summary>
public static class LlmInsightsMonitoringOptionsExtensions
{
    /// <summary>Collects statistics of this client's calls in <paramref name="statistics"/> instead of those registered with <c>AddLlmStatistics</c>.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="statistics">The statistics.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static LlmMonitoringOptions UseStatistics(this LlmMonitoringOptions options, LlmStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(statistics);
        options.Consumers[typeof(StatisticsConsumer)] = _ => new StatisticsConsumer(statistics);
        return options;
    }

    /// <summary>Applies <paramref name="budgets"/> to this client's calls instead of the budgets registered with <c>AddLlmBudgets</c>.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="budgets">The budgets.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static LlmMonitoringOptions UseBudgets(this LlmMonitoringOptions options, LlmBudgets budgets)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budgets);
        options.Consumers[typeof(BudgetConsumer)] = instruments => new BudgetConsumer(budgets, BudgetInstruments.Of(instruments));
        return options;
    }
}
