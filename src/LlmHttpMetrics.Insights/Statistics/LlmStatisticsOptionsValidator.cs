using LlmHttpMetrics.Hosting.Validation;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Validates the options for statistics and reports every error at once.</summary>
internal sealed class LlmStatisticsOptionsValidator : IValidateOptions<LlmStatisticsOptions>
{
    private const int MaxTags = 8;
    private const int Most = 100_000;

    public static void ThrowIfInvalid(LlmStatisticsOptions options) =>
        InvalidOptionsException.ThrowIfAny<LlmStatisticsOptions>(Options.DefaultName, Errors(options));

    public ValidateOptionsResult Validate(string? name, LlmStatisticsOptions options)
    {
        InvalidOptionsException.ThrowIfAny<LlmStatisticsOptions>(name, Errors(options));
        return ValidateOptionsResult.Success;
    }

    private static List<string> Errors(LlmStatisticsOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        errors.CheckRange(nameof(options.MaxTagValues), options.MaxTagValues, 1, Most);
        errors.CheckRange(nameof(options.MaxSeries), options.MaxSeries, 1, Most);
        if (options.Tags.Count > MaxTags)
        {
            errors.Add($"{nameof(options.Tags)} has {options.Tags.Count} names; allowed are at most {MaxTags}.");
        }

        for (var i = 0; i < options.Tags.Count; i++)
        {
            if (options.Tags[i] is LlmTagNames.ProviderName or LlmTagNames.RequestModel or LlmTagNames.OperationName)
            {
                errors.Add($"{nameof(options.Tags)}[{i}] is '{options.Tags[i]}', which statistics are always grouped by; allowed "
                    + $"are {LlmTagNames.ClientName} and entries of a call's scope.");
            }
            else
            {
                errors.CheckScopeTag($"{nameof(options.Tags)}[{i}]", options.Tags[i], LlmTagNames.ClientName);
            }
        }

        return errors;
    }
}
