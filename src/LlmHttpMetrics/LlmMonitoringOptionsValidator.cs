using LlmHttpMetrics.Identification;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>Checks options as a whole and tells every error at once, each with the setting, its value and what is allowed.</summary>
internal sealed class LlmMonitoringOptionsValidator : IValidateOptions<LlmMonitoringOptions>
{
    public static void ThrowIfInvalid(string name, LlmMonitoringOptions options)
    {
        if (Errors(options) is { Count: > 0 } errors)
        {
            throw new OptionsValidationException(name, typeof(LlmMonitoringOptions), errors);
        }
    }

    public ValidateOptionsResult Validate(string? name, LlmMonitoringOptions options) =>
        Errors(options) is { Count: > 0 } errors
            ? ValidateOptionsResult.Fail(errors.Select(error => string.IsNullOrEmpty(name) ? error : $"Client '{name}': {error}"))
            : ValidateOptionsResult.Success;

    private static List<string> Errors(LlmMonitoringOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        var own = CustomTables.Read(options.Providers, errors);
        var names = ProviderCatalogue.Names.Union(own.Select(row => row.Name));
        if (options.Provider is { } provider && !names.Contains(provider))
        {
            errors.Add($"{nameof(options.Provider)} is '{provider}'; allowed are {string.Join(", ", names)}.");
        }

        if (options.ClientTimeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            errors.Add($"{nameof(options.ClientTimeout)} is '{timeout}'; it must be positive.");
        }

        if (options.SemanticConventions is < SemanticConventions.V1_41 or > SemanticConventions.Both)
        {
            errors.Add($"{nameof(options.SemanticConventions)} is '{options.SemanticConventions}'; allowed are {string.Join(", ", Enum.GetNames<SemanticConventions>())}.");
        }

        if (!Enum.IsDefined(options.WhenAlreadyMeasured))
        {
            errors.Add($"{nameof(options.WhenAlreadyMeasured)} is '{options.WhenAlreadyMeasured}'; allowed are {string.Join(", ", Enum.GetNames<WhenAlreadyMeasured>())}.");
        }

        if (!Enum.IsDefined(options.IncludeUsage))
        {
            errors.Add($"{nameof(options.IncludeUsage)} is '{options.IncludeUsage}'; allowed are {string.Join(", ", Enum.GetNames<IncludeUsage>())}.");
        }

        CheckRange(errors, nameof(options.MaxTagValues), options.MaxTagValues, 100_000);
        CheckRange(errors, nameof(options.EventQueueCapacity), options.EventQueueCapacity, 1_000_000);
        CheckWords(errors, nameof(options.MetricTags), options.MetricTags);
        CheckWords(errors, nameof(options.IncludeUsageHosts), options.IncludeUsageHosts);
        return errors;
    }

    private static void CheckRange(List<string> errors, string name, int value, int most)
    {
        if (value < 1 || value > most)
        {
            errors.Add($"{name} is {value}; allowed is 1 to {most}.");
        }
    }

    private static void CheckWords(List<string> errors, string name, IList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(words[i]))
            {
                errors.Add($"{name}[{i}] is empty; a name is needed.");
            }
        }
    }
}
