using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics;

/// <summary>Gives one client statistics and budgets of its own, in code.</summary>
public static class LlmInsightsMonitoringOptionsExtensions
{
    /// <summary>Keeps statistics of this client's calls, in place of those that <c>AddLlmStatistics</c> has registered.</summary>
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

    /// <summary>
    /// Counts what this client's calls cost in these budgets, which may refuse them, in place of those that <c>AddLlmBudgets</c> has
    /// registered.
    /// </summary>
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
