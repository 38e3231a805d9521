using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Hosting.Validation;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>Validates the options and reports every error at once, each with the setting, its value and the allowed values.</summary>
internal sealed class LlmMonitoringOptionsValidator : IValidateOptions<LlmMonitoringOptions>
{
    public ValidateOptionsResult Validate(string? name, LlmMonitoringOptions options)
    {
        var errors = Errors(options);
        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(error => string.IsNullOrEmpty(name) ? error : $"Client '{name}': {error}"));
    }

    public static List<string> Errors(LlmMonitoringOptions options)
    {
        List<string> errors = [.. options.BindingErrors];
        CheckProviders(errors, options);
        errors.CheckPositive(nameof(options.ClientTimeout), options.ClientTimeout);
        errors.CheckDefined(nameof(options.SemanticConventions), options.SemanticConventions);
        errors.CheckDefined(nameof(options.WhenAlreadyMeasured), options.WhenAlreadyMeasured);
        errors.CheckDefined(nameof(options.IncludeUsage), options.IncludeUsage);
        errors.CheckScopeTags(nameof(options.MetricTags), options.MetricTags);
        errors.CheckNames(nameof(options.IncludeUsageHosts), options.IncludeUsageHosts);
        CheckStrategies(errors, options);
        CheckTokenizers(errors, options);
        errors.CheckRange(nameof(options.MaxRetainedInput), options.MaxRetainedInput, 4_096, 1_048_576);
        CheckPerformance(errors, options.Performance);
        CheckFallback(errors, nameof(LlmFallbackOptions.OnTokenizerFailure), options.Fallback.OnTokenizerFailure);
        CheckFallback(errors, nameof(LlmFallbackOptions.OnUnknownModel), options.Fallback.OnUnknownModel);
        CheckEvents(errors, options);
        return errors;
    }

    private static void CheckProviders(List<string> errors, LlmMonitoringOptions options)
    {
        var own = CustomTables.Read(options.Providers, errors);
        var names = ProviderCatalogue.Names.Union(own.Select(row => row.Name));
        if (options.Provider is { } provider && !names.Contains(provider, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add($"{nameof(options.Provider)} is '{provider}'; allowed are {string.Join(", ", names)}.");
        }
    }

    private static void CheckPerformance(List<string> errors, LlmPerformanceOptions performance)
    {
        errors.CheckRange($"Performance.{nameof(performance.TokenizationTimeoutMs)}", performance.TokenizationTimeoutMs, 1, 60_000);
        errors.CheckRange($"Performance.{nameof(performance.CacheTtlSeconds)}", performance.CacheTtlSeconds, 1, 604_800);
        errors.CheckRange($"Performance.{nameof(performance.CacheEntries)}", performance.CacheEntries, 1, 1_000_000);
    }

    private static void CheckEvents(List<string> errors, LlmMonitoringOptions options)
    {
        var sampling = options.EventSampling;
        if (sampling.Share is not (>= 0 and <= 1))
        {
            errors.Add(FormattableString.Invariant($"{nameof(options.EventSampling)}.{nameof(sampling.Share)} is {sampling.Share}; allowed is 0 to 1."));
        }

        errors.CheckPositive($"{nameof(options.EventSampling)}.{nameof(sampling.KeepSlowerThan)}", sampling.KeepSlowerThan);

        foreach (var outcome in sampling.KeepOutcomes.Where(outcome => !LlmOutcomes.OfCalls.Contains(outcome)))
        {
            errors.Add($"{nameof(options.EventSampling)}.{nameof(sampling.KeepOutcomes)} has '{outcome}'; allowed "
                + $"are {string.Join(", ", LlmOutcomes.OfCalls)}.");
        }

        errors.CheckRange($"{nameof(options.ContentCapture)}.{nameof(LlmContentCaptureOptions.MaxLength)}", options.ContentCapture.MaxLength, 1, 1_048_576);
    }

    private static void CheckStrategies(List<string> errors, LlmMonitoringOptions options)
    {
        errors.AddRange(StrategyRegistry.Errors(options.Strategies));
        StrategyRegistry registry = new(options.Strategies.Where(strategy => !string.IsNullOrWhiteSpace(strategy?.Name)));
        CheckStrategy(errors, nameof(options.DefaultStrategy), options.DefaultStrategy, registry);
        for (var i = 0; i < options.AutoRules.Count; i++)
        {
            var (name, rule) = ($"{nameof(options.AutoRules)}[{i}]", options.AutoRules[i]);
            CheckStrategy(errors, $"{name}.{nameof(rule.Strategy)}", rule.Strategy, registry);
            CheckPattern(errors, $"{name}.{nameof(rule.Model)}", rule.Model);
            CheckPattern(errors, $"{name}.{nameof(rule.Provider)}", rule.Provider);
            CheckPattern(errors, $"{name}.{nameof(rule.Operation)}", rule.Operation);
        }
    }

    private static void CheckStrategy(List<string> errors, string name, string? strategy, StrategyRegistry registry)
    {
        if (registry.Plan(strategy, reason: "") is null)
        {
            errors.Add($"{name} is '{strategy}'; allowed are {registry.Allowed}, or several of them separated by commas.");
        }
    }

    private static void CheckPattern(List<string> errors, string name, string? pattern)
    {
        if (pattern is not null && string.IsNullOrWhiteSpace(pattern))
        {
            errors.Add($"{name} is '{pattern}'; set a pattern or leave it out.");
        }
    }

    private static void CheckTokenizers(List<string> errors, LlmMonitoringOptions options)
    {
        var known = options.CounterSources.SelectMany(source => source.Names)
            .Order(StringComparer.Ordinal)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        var unread = options.Tokenizers.Keys.Except(known, StringComparer.OrdinalIgnoreCase).ToArray();
        if (unread.Length > 0)
        {
            errors.Add($"{nameof(options.Tokenizers)} has {string.Join(", ", unread)}, which no registered package loads; call services.AddLlmTokenizers() of "
                + $"LlmHttpMetrics.Tokenizers.");
        }

        for (var i = 0; i < options.AutoRules.Count; i++)
        {
            if (options.AutoRules[i].Tokenizer is { } name
                && !known.Concat(unread).Contains(name, StringComparer.OrdinalIgnoreCase)
                && !Array.Exists(options.CounterSources, source => source.FindByName(name) is not null))
            {
                var allowed = options.CounterSources.Length > 0
                    ? $"allowed are {string.Join(", ", known)}"
                    : "no tokenizer is registered; call services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers";
                errors.Add($"{nameof(options.AutoRules)}[{i}].{nameof(LlmStrategyRule.Tokenizer)} is '{name}'; {allowed}.");
            }
        }
    }

    private static void CheckFallback(List<string> errors, string name, string? value)
    {
        if (value is not (LlmFallbacks.Capacity or LlmFallbacks.Estimate or LlmFallbacks.None))
        {
            errors.Add($"{nameof(LlmMonitoringOptions.Fallback)}.{name} is '{value}'; allowed are {LlmFallbacks.Capacity},"
                + $" {LlmFallbacks.Estimate}, {LlmFallbacks.None}.");
        }
    }
}
