using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.Insights.Statistics;

/// <summary>Checks the options of the statistics as a whole and tells every error at once.</summary>
internal sealed class LlmStatisticsOptionsValidator : IValidateOptions<LlmStatisticsOptions>
{
    private const int MaxTags = 8;
    private const int Most = 100_000;

    public static void ThrowIfInvalid(LlmStatisticsOptions options)
    {
        if (Errors(options) is { Count: > 0 } errors)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(LlmStatisticsOptions), errors);
        }
    }

    public ValidateOptionsResult Validate(string? name, LlmStatisticsOptions options) =>
        Errors(options) is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;

    private static List<string> Errors(LlmStatisticsOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        CheckRange(errors, nameof(options.MaxTagValues), options.MaxTagValues);
        CheckRange(errors, nameof(options.MaxSeries), options.MaxSeries);
        if (options.Tags.Count > MaxTags)
        {
            errors.Add($"{nameof(options.Tags)} has {options.Tags.Count} names; allowed are at most {MaxTags}.");
        }

        for (var i = 0; i < options.Tags.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(options.Tags[i]))
            {
                errors.Add($"{nameof(options.Tags)}[{i}] is empty; a name is needed.");
            }
            else if (options.Tags[i] is LlmTagNames.ProviderName or LlmTagNames.RequestModel or LlmTagNames.OperationName)
            {
                errors.Add($"{nameof(options.Tags)}[{i}] is '{options.Tags[i]}', by which statistics are kept anyway; allowed are {LlmTagNames.ClientName} and entries of a call's scope.");
            }
        }

        return errors;
    }

    private static void CheckRange(List<string> errors, string name, int value)
    {
        if (value is < 1 or > Most)
        {
            errors.Add($"{name} is {value}; allowed is 1 to {Most}.");
        }
    }
}
