using LlmHttpMetrics.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Binds the options of the budgets key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class BudgetsOptionsBinder
{
    private const string Example = "0.8";

    private static readonly Dictionary<string, SetKey<LlmBudget>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmBudget.Name)] = (budget, setting) => budget.Name = setting.Value ?? "",
        [nameof(LlmBudget.Amount)] = (budget, setting) => setting.Number(value => budget.Amount = value, Example),
        [nameof(LlmBudget.Currency)] = (budget, setting) => budget.Currency = setting.Value ?? "",
        [nameof(LlmBudget.Period)] = (budget, setting) => setting.Choice<LlmBudgetPeriod>(value => budget.Period = value),
        [nameof(LlmBudget.TimeZone)] = (budget, setting) => budget.TimeZone = setting.Value ?? "",
        [nameof(LlmBudget.FirstDayOfWeek)] = (budget, setting) => setting.Choice<DayOfWeek>(value => budget.FirstDayOfWeek = value),
        [nameof(LlmBudget.Client)] = (budget, setting) => budget.Client = setting.Value,
        [nameof(LlmBudget.Feature)] = (budget, setting) => budget.Feature = setting.Value,
        [nameof(LlmBudget.Provider)] = (budget, setting) => budget.Provider = setting.Value,
        [nameof(LlmBudget.Model)] = (budget, setting) => budget.Model = setting.Value,
        [nameof(LlmBudget.Tags)] = Tags,
        [nameof(LlmBudget.ForEach)] = (budget, setting) => budget.ForEach = setting.Value,
        [nameof(LlmBudget.MaxValues)] = (budget, setting) => setting.Integer(value => budget.MaxValues = value),
        [nameof(LlmBudget.Thresholds)] = Thresholds,
        [nameof(LlmBudget.RefuseWhenSpent)] = (budget, setting) => setting.Switch(value => budget.RefuseWhenSpent = value),
    };

    private static readonly Dictionary<string, SetKey<LlmBudgetsOptions>> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmBudgetsOptions.Budgets)] = (options, setting) => setting.List(options.Budgets, _ => new LlmBudget(), Keys),
        [nameof(LlmBudgetsOptions.RestoreFromEventLog)] = (options, setting) => setting.Switch(value => options.RestoreFromEventLog = value),
    };

    public static void Bind(IConfiguration configuration, LlmBudgetsOptions options) => Setting.Bind(configuration, options, options.BindingErrors, Options);

    private static void Tags(LlmBudget budget, Setting setting)
    {
        setting.RefuseValue("a section with a key for each tag");
        foreach (var tag in setting.Items)
        {
            budget.Tags[tag.Key] = tag.Value ?? "";
        }
    }

    /// <summary>A list in configuration stands in place of the default.</summary>
    private static void Thresholds(LlmBudget budget, Setting setting)
    {
        setting.RefuseValue("a list");
        budget.Thresholds.Clear();
        foreach (var item in setting.Items)
        {
            item.Number(budget.Thresholds.Add, Example);
        }
    }
}
