using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Registration;

/// <summary>
/// Binds options from configuration key by key. Unlike the general binder it tells every wrong key and value at once, and
/// needs no reflection.
/// </summary>
internal static class OptionsBinder
{
    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmMonitoringOptions.Enabled)] = (options, section) => Switch(options, section, value => options.Enabled = value),
        [nameof(LlmMonitoringOptions.Provider)] = (options, section) => options.Provider = section.Value,
        [nameof(LlmMonitoringOptions.Providers)] = (options, section) => CustomProviderBinder.Bind(options, section),
        [nameof(LlmMonitoringOptions.ClientTimeout)] = (options, section) => Span(options, section, value => options.ClientTimeout = value),
        [nameof(LlmMonitoringOptions.SemanticConventions)] = (options, section) => Choice<SemanticConventions>(options, section, value => options.SemanticConventions = value),
        [nameof(LlmMonitoringOptions.WhenAlreadyMeasured)] = (options, section) => Choice<WhenAlreadyMeasured>(options, section, value => options.WhenAlreadyMeasured = value),
        [nameof(LlmMonitoringOptions.TagHttpMetrics)] = (options, section) => Switch(options, section, value => options.TagHttpMetrics = value),
        [nameof(LlmMonitoringOptions.MaxTagValues)] = (options, section) => Integer(options, section, value => options.MaxTagValues = value),
        [nameof(LlmMonitoringOptions.MetricTags)] = (options, section) => Words(options, section, options.MetricTags),
        [nameof(LlmMonitoringOptions.IncludeUsage)] = (options, section) => Choice<IncludeUsage>(options, section, value => options.IncludeUsage = value),
        [nameof(LlmMonitoringOptions.IncludeUsageHosts)] = (options, section) => Words(options, section, options.IncludeUsageHosts),
        [nameof(LlmMonitoringOptions.RecordErrorMessages)] = (options, section) => Switch(options, section, value => options.RecordErrorMessages = value),
        [nameof(LlmMonitoringOptions.DefaultStrategy)] = (options, section) => Word(options, section, value => options.DefaultStrategy = value ?? ""),
        [nameof(LlmMonitoringOptions.AutoRules)] = StrategyRuleBinder.Bind,
        [nameof(LlmMonitoringOptions.Tokenizers)] = TokenizerBinder.Bind,
        [nameof(LlmMonitoringOptions.UseCountEndpoints)] = (options, section) => Switch(options, section, value => options.UseCountEndpoints = value),
        [nameof(LlmMonitoringOptions.MaxRetainedInput)] = (options, section) => Integer(options, section, value => options.MaxRetainedInput = value),
        [nameof(LlmMonitoringOptions.Fallback)] = (options, section) => BindSection(options, section, FallbackKeys!),
        [nameof(LlmMonitoringOptions.Performance)] = (options, section) => BindSection(options, section, PerformanceKeys!),
        [nameof(LlmMonitoringOptions.Learning)] = (options, section) => BindSection(options, section, LearningKeys!),
        [nameof(LlmMonitoringOptions.Pricing)] = PricingBinder.Bind,
        [nameof(LlmMonitoringOptions.EventQueueWait)] = (options, section) => Span(options, section, value => options.EventQueueWait = value),
        [nameof(LlmMonitoringOptions.EventSampling)] = (options, section) => BindSection(options, section, SamplingKeys!),
        [nameof(LlmMonitoringOptions.ContentCapture)] = (options, section) => BindSection(options, section, CaptureKeys!),
        [nameof(LlmMonitoringOptions.RecordDecisions)] = (options, section) => Switch(options, section, value => options.RecordDecisions = value),
        [nameof(LlmMonitoringOptions.EventQueueCapacity)] = (options, section) => Integer(options, section, value => options.EventQueueCapacity = value),
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> FallbackKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmFallbackOptions.OnTokenizerFailure)] = (options, section) => Word(options, section, value => options.Fallback.OnTokenizerFailure = value ?? ""),
        [nameof(LlmFallbackOptions.OnUnknownModel)] = (options, section) => Word(options, section, value => options.Fallback.OnUnknownModel = value ?? ""),
        [nameof(LlmFallbackOptions.LogFallbacks)] = (options, section) => Switch(options, section, value => options.Fallback.LogFallbacks = value),
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> PerformanceKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmPerformanceOptions.AsyncTokenization)] = (options, section) => Switch(options, section, value => options.Performance.AsyncTokenization = value),
        [nameof(LlmPerformanceOptions.TokenizationTimeoutMs)] = (options, section) => Integer(options, section, value => options.Performance.TokenizationTimeoutMs = value),
        [nameof(LlmPerformanceOptions.CacheTokenization)] = (options, section) => Switch(options, section, value => options.Performance.CacheTokenization = value),
        [nameof(LlmPerformanceOptions.CacheTtlSeconds)] = (options, section) => Integer(options, section, value => options.Performance.CacheTtlSeconds = value),
        [nameof(LlmPerformanceOptions.CacheEntries)] = (options, section) => Integer(options, section, value => options.Performance.CacheEntries = value),
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> LearningKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmLearningOptions.Enabled)] = (options, section) => Switch(options, section, value => options.Learning.Enabled = value),
        [nameof(LlmLearningOptions.SampleFirst)] = (options, section) => Integer(options, section, value => options.Learning.SampleFirst = value),
        [nameof(LlmLearningOptions.SampleEvery)] = (options, section) => Integer(options, section, value => options.Learning.SampleEvery = value),
        [nameof(LlmLearningOptions.MaxModels)] = (options, section) => Integer(options, section, value => options.Learning.MaxModels = value),
        [nameof(LlmLearningOptions.Path)] = (options, section) => options.Learning.Path = section.Value,
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> SamplingKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmEventSamplingOptions.Share)] = (options, section) => Share(options, section, value => options.EventSampling.Share = value),
        [nameof(LlmEventSamplingOptions.KeepOutcomes)] = (options, section) => Words(options, section, options.EventSampling.KeepOutcomes),
        [nameof(LlmEventSamplingOptions.KeepSlowerThan)] = (options, section) => Span(options, section, value => options.EventSampling.KeepSlowerThan = value),
    };

    private static readonly Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> CaptureKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmContentCaptureOptions.Input)] = (options, section) => Switch(options, section, value => options.ContentCapture.Input = value),
        [nameof(LlmContentCaptureOptions.Output)] = (options, section) => Switch(options, section, value => options.ContentCapture.Output = value),
        [nameof(LlmContentCaptureOptions.MaxLength)] = (options, section) => Integer(options, section, value => options.ContentCapture.MaxLength = value),
        [nameof(LlmContentCaptureOptions.RedactKeys)] = (options, section) => Switch(options, section, value => options.ContentCapture.RedactKeys = value),
        [nameof(LlmContentCaptureOptions.RedactEmailAddresses)] = (options, section) => Switch(options, section, value => options.ContentCapture.RedactEmailAddresses = value),
        [nameof(LlmContentCaptureOptions.RedactCardNumbers)] = (options, section) => Switch(options, section, value => options.ContentCapture.RedactCardNumbers = value),
    };

    public static void Bind(IConfiguration configuration, LlmMonitoringOptions options) => BindEach(options, configuration, Keys);

    private static void BindSection(
        LlmMonitoringOptions options, IConfigurationSection section, Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> keys)
    {
        RefuseValue(options, section, $"a section with the keys {string.Join(", ", keys.Keys)}");
        BindEach(options, section, keys);
    }

    private static void BindEach(
        LlmMonitoringOptions options, IConfiguration configuration, Dictionary<string, Action<LlmMonitoringOptions, IConfigurationSection>> keys)
    {
        foreach (var section in configuration.GetChildren())
        {
            if (keys.TryGetValue(section.Key, out var bind))
            {
                bind(options, section);
            }
            else
            {
                RefuseKey(options, section, keys.Keys);
            }
        }
    }

    public static void Switch(LlmMonitoringOptions options, IConfigurationSection section, Action<bool> set)
    {
        if (bool.TryParse(section.Value, out var value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, "true or false");
        }
    }

    /// <summary>One word, where a list or a section would be lost without a word.</summary>
    public static void Word(LlmMonitoringOptions options, IConfigurationSection section, Action<string?> set)
    {
        set(section.Value);
        if (section.GetChildren().Any())
        {
            options.BindingErrors.Add($"{section.Path} has keys below it; allowed is one value.");
        }
    }

    private static void Integer(LlmMonitoringOptions options, IConfigurationSection section, Action<int> set)
    {
        if (int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, "an integer");
        }
    }

    private static void Share(LlmMonitoringOptions options, IConfigurationSection section, Action<double> set)
    {
        if (double.TryParse(section.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, "a number from 0 to 1");
        }
    }

    private static void Span(LlmMonitoringOptions options, IConfigurationSection section, Action<TimeSpan> set)
    {
        if (TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out var value))
        {
            set(value);
        }
        else
        {
            Refuse(options, section, "a time span such as 00:01:40");
        }
    }

    public static void Choice<TEnum>(LlmMonitoringOptions options, IConfigurationSection section, Action<TEnum> set)
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

    /// <summary>A list in configuration stands in place of the default.</summary>
    public static void Words(LlmMonitoringOptions options, IConfigurationSection section, IList<string> words)
    {
        RefuseValue(options, section, "a list");
        words.Clear();
        foreach (var item in section.GetChildren())
        {
            words.Add(item.Value ?? "");
        }
    }

    /// <summary>A mere value where more belongs.</summary>
    public static void RefuseValue(LlmMonitoringOptions options, IConfigurationSection section, string allowed)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            Refuse(options, section, allowed);
        }
    }

    public static void RefuseKey(LlmMonitoringOptions options, IConfigurationSection section, IEnumerable<string> allowed) =>
        options.BindingErrors.Add($"{section.Path} is no setting; allowed are {string.Join(", ", allowed)}.");

    public static void Refuse(LlmMonitoringOptions options, IConfigurationSection section, string allowed) =>
        options.BindingErrors.Add($"{section.Path} is '{section.Value}'; allowed is {allowed}.");
}
