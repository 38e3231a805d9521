using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>Binds the options of the budgets key by key, as <see cref="OptionsBinder"/> does.</summary>
internal static class BudgetsOptionsBinder
{
    private static readonly Dictionary<string, Action<LlmBudgetsOptions, IConfigurationSection, LlmBudget>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmBudget.Name)] = (_, section, budget) => budget.Name = section.Value ?? "",
        [nameof(LlmBudget.Amount)] = (options, section, budget) => Number(options, section, value => budget.Amount = value),
        [nameof(LlmBudget.Currency)] = (_, section, budget) => budget.Currency = section.Value ?? "",
        [nameof(LlmBudget.Period)] = (options, section, budget) => Choice<LlmBudgetPeriod>(options, section, value => budget.Period = value),
        [nameof(LlmBudget.TimeZone)] = (_, section, budget) => budget.TimeZone = section.Value ?? "",
        [nameof(LlmBudget.FirstDayOfWeek)] = (options, section, budget) => Choice<DayOfWeek>(options, section, value => budget.FirstDayOfWeek = value),
        [nameof(LlmBudget.Client)] = (_, section, budget) => budget.Client = section.Value,
        [nameof(LlmBudget.Feature)] = (_, section, budget) => budget.Feature = section.Value,
        [nameof(LlmBudget.Provider)] = (_, section, budget) => budget.Provider = section.Value,
        [nameof(LlmBudget.Model)] = (_, section, budget) => budget.Model = section.Value,
        [nameof(LlmBudget.Tags)] = Tags,
        [nameof(LlmBudget.ForEach)] = (_, section, budget) => budget.ForEach = section.Value,
        [nameof(LlmBudget.MaxValues)] = MaxValues,
        [nameof(LlmBudget.Thresholds)] = Thresholds,
        [nameof(LlmBudget.RefuseWhenSpent)] = Switch,
    };

    public static void Bind(IConfiguration configuration, LlmBudgetsOptions options)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (!section.Key.Equals(nameof(LlmBudgetsOptions.Budgets), StringComparison.OrdinalIgnoreCase))
            {
                RefuseKey(options, section, [nameof(LlmBudgetsOptions.Budgets)]);
                continue;
            }

            RefuseValue(options, section, "a list");
            foreach (var item in section.GetChildren())
            {
                LlmBudget budget = new();
                options.Budgets.Add(budget);
                RefuseValue(options, item, $"a section with the keys {string.Join(", ", Keys.Keys)}");
                BindBudget(options, item, budget);
            }
        }
    }

    private static void BindBudget(LlmBudgetsOptions options, IConfigurationSection section, LlmBudget budget)
    {
        foreach (var setting in section.GetChildren())
        {
            if (Keys.TryGetValue(setting.Key, out var bind))
            {
                bind(options, setting, budget);
            }
            else
            {
                RefuseKey(options, setting, Keys.Keys);
            }
        }
    }

    private static void Tags(LlmBudgetsOptions options, IConfigurationSection section, LlmBudget budget)
    {
        RefuseValue(options, section, "a section with a key for each tag");
        foreach (var tag in section.GetChildren())
        {
            budget.Tags[tag.Key] = tag.Value ?? "";
        }
    }

    /// <summary>A list in configuration stands in place of the default.</summary>
    private static void Thresholds(LlmBudgetsOptions options, IConfigurationSection section, LlmBudget budget)
    {
        RefuseValue(options, section, "a list");
        budget.Thresholds.Clear();
        foreach (var item in section.GetChildren())
        {
            Number(options, item, budget.Thresholds.Add);
        }
    }

    private static void MaxValues(LlmBudgetsOptions options, IConfigurationSection section, LlmBudget budget)
    {
        if (int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            budget.MaxValues = value;
        }
        else
        {
            Refuse(options, section, "an integer");
        }
    }

    private static void Switch(LlmBudgetsOptions options, IConfigurationSection section, LlmBudget budget)
    {
        if (bool.TryParse(section.Value, out var value))
        {
            budget.RefuseWhenSpent = value;
        }
        else
        {
            Refuse(options, section, "true or false");
        }
    }

    private static void Number(LlmBudgetsOptions options, IConfigurationSection section, Action<decimal> set)
    {
        if (decimal.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, "a number such as 0.8");
        }
    }

    private static void Choice<TEnum>(LlmBudgetsOptions options, IConfigurationSection section, Action<TEnum> set)
        where TEnum : struct, Enum
    {
        if (Enum.TryParse<TEnum>(section.Value, ignoreCase: true, out var value) && Enum.IsDefined(value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, string.Join(", ", Enum.GetNames<TEnum>()));
        }
    }

    private static void RefuseValue(LlmBudgetsOptions options, IConfigurationSection section, string allowed)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(options, section, allowed);
        }
    }

    private static void RefuseKey(LlmBudgetsOptions options, IConfigurationSection section, IEnumerable<string> allowed) =>
        options.BindingErrors.Add($"{section.Path} is no setting; allowed are {string.Join(", ", allowed)}.");

    private static void Refuse(LlmBudgetsOptions options, IConfigurationSection section, string allowed) =>
        options.BindingErrors.Add($"{section.Path} is '{section.Value}'; allowed is {allowed}.");
}
