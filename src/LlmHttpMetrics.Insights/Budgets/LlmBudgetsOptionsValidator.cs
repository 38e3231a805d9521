using System.Globalization;
using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Budgets;

/// <summary>Validates all budgets and reports every error at once.</summary>
internal sealed class LlmBudgetsOptionsValidator : IValidateOptions<LlmBudgetsOptions>
{
    private const int MaxBudgets = 100;
    private const int MaxThresholds = 16;
    private const int MaxValues = 100_000;
    private const decimal MaxAmount = 1_000_000_000_000;
    private const decimal MaxThreshold = 10;

    /// <summary>The tags that every call has in addition to its scope entries; see <see cref="BudgetedCall.Entry"/>.</summary>
    private static readonly string[] CallTags = [LlmTagNames.ClientName, LlmTagNames.ProviderName, LlmTagNames.OperationName, LlmTagNames.RequestModel];

    public static void ThrowIfInvalid(LlmBudgetsOptions options) => InvalidOptionsException.ThrowIfAny<LlmBudgetsOptions>(Options.DefaultName, Errors(options));

    public ValidateOptionsResult Validate(string? name, LlmBudgetsOptions options)
    {
        InvalidOptionsException.ThrowIfAny<LlmBudgetsOptions>(name, Errors(options));
        return ValidateOptionsResult.Success;
    }

    private static List<string> Errors(LlmBudgetsOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        if (options.Budgets.Count > MaxBudgets)
        {
            errors.Add($"{nameof(options.Budgets)} has {options.Budgets.Count} entries; allowed are at most {MaxBudgets}.");
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < options.Budgets.Count; i++)
        {
            Check(options.Budgets[i], $"{nameof(options.Budgets)}[{i}].", names, errors);
        }

        return errors;
    }

    private static void Check(LlmBudget budget, string place, HashSet<string> names, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(budget.Name))
        {
            errors.Add($"{place}{nameof(budget.Name)} is empty; a name is required.");
        }
        else if (!names.Add(budget.Name))
        {
            errors.Add($"{place}{nameof(budget.Name)} is '{budget.Name}', which another budget has; names must be unique.");
        }

        if (budget.Amount is <= 0 or > MaxAmount)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture, $"{place}{nameof(budget.Amount)} is {budget.Amount}; allowed is above 0 and at most {MaxAmount}."));
        }

        if (budget.Currency is not { Length: 3 } || budget.Currency.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            errors.Add($"{place}{nameof(budget.Currency)} is '{budget.Currency}'; allowed is an ISO 4217 currency code such as USD.");
        }

        CheckCalendar(budget, place, errors);
        CheckScope(budget, place, errors);
        if (budget.MaxValues is < 1 or > MaxValues)
        {
            errors.Add($"{place}{nameof(budget.MaxValues)} is {budget.MaxValues}; allowed is 1 to {MaxValues}.");
        }

        if (budget.Thresholds.Count > MaxThresholds)
        {
            errors.Add($"{place}{nameof(budget.Thresholds)} has {budget.Thresholds.Count} entries; allowed are at most {MaxThresholds}.");
        }

        for (var i = 0; i < budget.Thresholds.Count; i++)
        {
            if (budget.Thresholds[i] is <= 0 or > MaxThreshold)
            {
                errors.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place}{nameof(budget.Thresholds)}[{i}] is {budget.Thresholds[i]}; allowed is a share above 0 and at most {MaxThreshold}, such as 0.8."));
            }
        }
    }

    private static void CheckCalendar(LlmBudget budget, string place, List<string> errors)
    {
        if (!Enum.IsDefined(budget.Period))
        {
            errors.Add($"{place}{nameof(budget.Period)} is '{budget.Period}'; allowed is {string.Join(", ", Enum.GetNames<LlmBudgetPeriod>())}.");
        }

        if (!Enum.IsDefined(budget.FirstDayOfWeek))
        {
            errors.Add($"{place}{nameof(budget.FirstDayOfWeek)} is '{budget.FirstDayOfWeek}'; allowed is {string.Join(", ", Enum.GetNames<DayOfWeek>())}.");
        }

        if (budget.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(budget.TimeZone, out _))
        {
            errors.Add($"{place}{nameof(budget.TimeZone)} is '{budget.TimeZone}', which this system does not recognize; allowed is an IANA ID such "
                + $"as Europe/Berlin.");
        }
    }

    private static void CheckScope(LlmBudget budget, string place, List<string> errors)
    {
        CheckWord(budget.Client, nameof(budget.Client));
        CheckWord(budget.Feature, nameof(budget.Feature));
        CheckWord(budget.Provider, nameof(budget.Provider));
        CheckWord(budget.Model, nameof(budget.Model));
        CheckWord(budget.ForEach, nameof(budget.ForEach));
        if (!string.IsNullOrWhiteSpace(budget.ForEach))
        {
            errors.CheckScopeTag($"{place}{nameof(budget.ForEach)}", budget.ForEach, CallTags);
        }

        foreach (var (tag, value) in budget.Tags)
        {
            if (string.IsNullOrWhiteSpace(tag))
            {
                errors.Add($"{place}{nameof(budget.Tags)} has a tag without a name; a name is required.");
            }
            else
            {
                errors.CheckScopeTag($"{place}{nameof(budget.Tags)}[{tag}]", tag, CallTags);
                CheckWord(value ?? "", $"{nameof(budget.Tags)}[{tag}]");
            }
        }

        void CheckWord(string? word, string setting)
        {
            if (word is not null && string.IsNullOrWhiteSpace(word))
            {
                errors.Add($"{place}{setting} is empty; set a name or leave it out.");
            }
        }
    }
}
