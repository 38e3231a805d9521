using LlmHttpMetrics.Counting;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Providers.Catalogue;
using LlmHttpMetrics.Providers.Custom;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics;

/// <summary>Checks options as a whole and tells every error at once, each with the setting, its value and what is allowed.</summary>
internal sealed class LlmMonitoringOptionsValidator : IValidateOptions<LlmMonitoringOptions>
{
    private static readonly TimeSpan MostQueueWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostDrainTimeout = TimeSpan.FromHours(1);

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

        CheckStrategies(errors, options);
        CheckTokenizers(errors, options);
        CheckRange(errors, nameof(options.MaxTagValues), options.MaxTagValues, 100_000);
        CheckRange(errors, nameof(options.EventQueueCapacity), options.EventQueueCapacity, 1_000_000);
        CheckRange(errors, nameof(options.MaxRetainedInput), options.MaxRetainedInput, 1_048_576, least: 4_096);
        CheckRange(errors, $"{nameof(options.Performance)}.{nameof(LlmPerformanceOptions.TokenizationTimeoutMs)}", options.Performance.TokenizationTimeoutMs, 60_000);
        CheckRange(errors, $"{nameof(options.Performance)}.{nameof(LlmPerformanceOptions.CacheTtlSeconds)}", options.Performance.CacheTtlSeconds, 604_800);
        CheckRange(errors, $"{nameof(options.Performance)}.{nameof(LlmPerformanceOptions.CacheEntries)}", options.Performance.CacheEntries, 1_000_000);
        CheckRange(errors, $"{nameof(options.Learning)}.{nameof(LlmLearningOptions.SampleFirst)}", options.Learning.SampleFirst, 1_000_000, least: 0);
        CheckRange(errors, $"{nameof(options.Learning)}.{nameof(LlmLearningOptions.SampleEvery)}", options.Learning.SampleEvery, 1_000_000);
        CheckRange(errors, $"{nameof(options.Learning)}.{nameof(LlmLearningOptions.MaxModels)}", options.Learning.MaxModels, 10_000, least: 2);
        CheckFile(errors, $"{nameof(options.Learning)}.{nameof(LlmLearningOptions.Path)}", options.Learning.Path);
        CheckEvents(errors, options);
        CheckFallback(errors, nameof(LlmFallbackOptions.OnTokenizerFailure), options.Fallback.OnTokenizerFailure);
        CheckFallback(errors, nameof(LlmFallbackOptions.OnUnknownModel), options.Fallback.OnUnknownModel);
        PricingSettings.Check(options.Pricing, errors);
        CheckWords(errors, nameof(options.MetricTags), options.MetricTags);
        CheckWords(errors, nameof(options.IncludeUsageHosts), options.IncludeUsageHosts);
        return errors;
    }

    private static void CheckEvents(List<string> errors, LlmMonitoringOptions options)
    {
        if (options.EventQueueWait < TimeSpan.Zero || options.EventQueueWait > MostQueueWait)
        {
            errors.Add($"{nameof(options.EventQueueWait)} is '{options.EventQueueWait}'; allowed is 00:00:00 to {MostQueueWait}.");
        }

        if (options.EventQueueDrainTimeout < TimeSpan.Zero || options.EventQueueDrainTimeout > MostDrainTimeout)
        {
            errors.Add($"{nameof(options.EventQueueDrainTimeout)} is '{options.EventQueueDrainTimeout}'; allowed is 00:00:00 to {MostDrainTimeout}.");
        }

        var sampling = options.EventSampling;
        if (sampling.Share is not (>= 0 and <= 1))
        {
            errors.Add(FormattableString.Invariant($"{nameof(options.EventSampling)}.{nameof(sampling.Share)} is {sampling.Share}; allowed is 0 to 1."));
        }

        if (sampling.KeepSlowerThan is { } slow && slow <= TimeSpan.Zero)
        {
            errors.Add($"{nameof(options.EventSampling)}.{nameof(sampling.KeepSlowerThan)} is '{slow}'; it must be positive.");
        }

        foreach (var outcome in sampling.KeepOutcomes.Where(outcome => !LlmOutcomes.OfCalls.Contains(outcome)))
        {
            errors.Add($"{nameof(options.EventSampling)}.{nameof(sampling.KeepOutcomes)} has '{outcome}'; allowed are {string.Join(", ", LlmOutcomes.OfCalls)}.");
        }

        CheckRange(errors, $"{nameof(options.ContentCapture)}.{nameof(LlmContentCaptureOptions.MaxLength)}", options.ContentCapture.MaxLength, 1_048_576);
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
            errors.Add($"{name} is '{strategy}'; allowed are {registry.Allowed}, or several of them with commas between.");
        }
    }

    private static void CheckPattern(List<string> errors, string name, string? pattern)
    {
        if (pattern is not null && string.IsNullOrWhiteSpace(pattern))
        {
            errors.Add($"{name} is '{pattern}'; a pattern is needed, or nothing at all.");
        }
    }

    private static void CheckTokenizers(List<string> errors, LlmMonitoringOptions options)
    {
        var known = options.CounterSources.SelectMany(source => source.Names).Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var unread = options.Tokenizers.Keys.Except(known, StringComparer.OrdinalIgnoreCase).ToArray();
        if (unread.Length > 0)
        {
            errors.Add($"{nameof(options.Tokenizers)} has {string.Join(", ", unread)}, which nobody loads; services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers does.");
        }

        for (var i = 0; i < options.AutoRules.Count; i++)
        {
            if (options.AutoRules[i].Tokenizer is { } name
                && !known.Concat(unread).Contains(name, StringComparer.OrdinalIgnoreCase)
                && !Array.Exists(options.CounterSources, source => source.FindByName(name) is not null))
            {
                var allowed = options.CounterSources.Length > 0
                    ? $"allowed are {string.Join(", ", known)}"
                    : "no tokenizer is registered, as services.AddLlmTokenizers() of LlmHttpMetrics.Tokenizers does";
                errors.Add($"{nameof(options.AutoRules)}[{i}].{nameof(LlmStrategyRule.Tokenizer)} is '{name}'; {allowed}.");
            }
        }
    }

    private static void CheckFallback(List<string> errors, string name, string? value)
    {
        if (value is not (LlmFallbacks.Capacity or LlmFallbacks.Estimate or LlmFallbacks.None))
        {
            errors.Add($"{nameof(LlmMonitoringOptions.Fallback)}.{name} is '{value}'; allowed are {LlmFallbacks.Capacity}, {LlmFallbacks.Estimate}, {LlmFallbacks.None}.");
        }
    }

    private static void CheckRange(List<string> errors, string name, int value, int most, int least = 1)
    {
        if (value < least || value > most)
        {
            errors.Add($"{name} is {value}; allowed is {least} to {most}.");
        }
    }

    private static void CheckFile(List<string> errors, string name, string? path)
    {
        if (path is not null && (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))))
        {
            errors.Add($"{name} is '{path}'; a file in a folder that exists is needed.");
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
