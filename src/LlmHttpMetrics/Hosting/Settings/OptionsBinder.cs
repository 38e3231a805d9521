using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.Hosting.Settings;

/// <summary>Binds the options of a client from configuration, key by key.</summary>
internal static class OptionsBinder
{
    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmMonitoringOptions.Enabled)] = (options, setting) => setting.Switch(value => options.Enabled = value),
        [nameof(LlmMonitoringOptions.Provider)] = (options, setting) => options.Provider = setting.Value,
        [nameof(LlmMonitoringOptions.Providers)] = CustomProviderBinder.Bind,
        [nameof(LlmMonitoringOptions.ClientTimeout)] = (options, setting) => setting.Span(value => options.ClientTimeout = value),
        [nameof(LlmMonitoringOptions.SemanticConventions)] = (options, setting) => setting.Choice<SemanticConventions>(value => options.SemanticConventions = value),
        [nameof(LlmMonitoringOptions.WhenAlreadyMeasured)] = (options, setting) => setting.Choice<WhenAlreadyMeasured>(value => options.WhenAlreadyMeasured = value),
        [nameof(LlmMonitoringOptions.TagHttpMetrics)] = (options, setting) => setting.Switch(value => options.TagHttpMetrics = value),
        [nameof(LlmMonitoringOptions.MaxTagValues)] = (options, setting) => setting.Integer(value => options.MaxTagValues = value),
        [nameof(LlmMonitoringOptions.MetricTags)] = (options, setting) => setting.Words(options.MetricTags),
        [nameof(LlmMonitoringOptions.IncludeUsage)] = (options, setting) => setting.Choice<IncludeUsage>(value => options.IncludeUsage = value),
        [nameof(LlmMonitoringOptions.IncludeUsageHosts)] = (options, setting) => setting.Words(options.IncludeUsageHosts),
        [nameof(LlmMonitoringOptions.RecordErrorMessages)] = (options, setting) => setting.Switch(value => options.RecordErrorMessages = value),
        [nameof(LlmMonitoringOptions.DefaultStrategy)] = (options, setting) => setting.Word(value => options.DefaultStrategy = value ?? ""),
        [nameof(LlmMonitoringOptions.AutoRules)] = StrategyRuleBinder.Bind,
        [nameof(LlmMonitoringOptions.Tokenizers)] = TokenizerBinder.Bind,
        [nameof(LlmMonitoringOptions.UseCountEndpoints)] = (options, setting) => setting.Switch(value => options.UseCountEndpoints = value),
        [nameof(LlmMonitoringOptions.MaxRetainedInput)] = (options, setting) => setting.Integer(value => options.MaxRetainedInput = value),
        [nameof(LlmMonitoringOptions.Fallback)] = (options, setting) => setting.Section(options, FallbackKeys!),
        [nameof(LlmMonitoringOptions.Performance)] = (options, setting) => setting.Section(options, PerformanceKeys!),
        [nameof(LlmMonitoringOptions.Learning)] = (options, setting) => setting.Section(options, LearningKeys!),
        [nameof(LlmMonitoringOptions.Pricing)] = PricingBinder.Bind,
        [nameof(LlmMonitoringOptions.EventQueueWait)] = (options, setting) => setting.Span(value => options.EventQueueWait = value),
        [nameof(LlmMonitoringOptions.EventQueueDrainTimeout)] = (options, setting) => setting.Span(value => options.EventQueueDrainTimeout = value),
        [nameof(LlmMonitoringOptions.EventSampling)] = (options, setting) => setting.Section(options, SamplingKeys!),
        [nameof(LlmMonitoringOptions.ContentCapture)] = (options, setting) => setting.Section(options, CaptureKeys!),
        [nameof(LlmMonitoringOptions.RecordDecisions)] = (options, setting) => setting.Switch(value => options.RecordDecisions = value),
        [nameof(LlmMonitoringOptions.EventQueueCapacity)] = (options, setting) => setting.Integer(value => options.EventQueueCapacity = value),
    };

    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> FallbackKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmFallbackOptions.OnTokenizerFailure)] = (options, setting) => setting.Word(value => options.Fallback.OnTokenizerFailure = value ?? ""),
        [nameof(LlmFallbackOptions.OnUnknownModel)] = (options, setting) => setting.Word(value => options.Fallback.OnUnknownModel = value ?? ""),
        [nameof(LlmFallbackOptions.LogFallbacks)] = (options, setting) => setting.Switch(value => options.Fallback.LogFallbacks = value),
    };

    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> PerformanceKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmPerformanceOptions.AsyncTokenization)] = (options, setting) => setting.Switch(value => options.Performance.AsyncTokenization = value),
        [nameof(LlmPerformanceOptions.TokenizationTimeoutMs)] = (options, setting) => setting.Integer(value => options.Performance.TokenizationTimeoutMs = value),
        [nameof(LlmPerformanceOptions.CacheTokenization)] = (options, setting) => setting.Switch(value => options.Performance.CacheTokenization = value),
        [nameof(LlmPerformanceOptions.CacheTtlSeconds)] = (options, setting) => setting.Integer(value => options.Performance.CacheTtlSeconds = value),
        [nameof(LlmPerformanceOptions.CacheEntries)] = (options, setting) => setting.Integer(value => options.Performance.CacheEntries = value),
    };

    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> LearningKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmLearningOptions.Enabled)] = (options, setting) => setting.Switch(value => options.Learning.Enabled = value),
        [nameof(LlmLearningOptions.SampleFirst)] = (options, setting) => setting.Integer(value => options.Learning.SampleFirst = value),
        [nameof(LlmLearningOptions.SampleEvery)] = (options, setting) => setting.Integer(value => options.Learning.SampleEvery = value),
        [nameof(LlmLearningOptions.MaxModels)] = (options, setting) => setting.Integer(value => options.Learning.MaxModels = value),
        [nameof(LlmLearningOptions.Path)] = (options, setting) => options.Learning.Path = setting.Value,
    };

    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> SamplingKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmEventSamplingOptions.Share)] = (options, setting) => setting.Share(value => options.EventSampling.Share = value),
        [nameof(LlmEventSamplingOptions.KeepOutcomes)] = (options, setting) => setting.Words(options.EventSampling.KeepOutcomes),
        [nameof(LlmEventSamplingOptions.KeepSlowerThan)] = (options, setting) => setting.Span(value => options.EventSampling.KeepSlowerThan = value),
    };

    private static readonly Dictionary<string, SetKey<LlmMonitoringOptions>> CaptureKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LlmContentCaptureOptions.Input)] = (options, setting) => setting.Switch(value => options.ContentCapture.Input = value),
        [nameof(LlmContentCaptureOptions.Output)] = (options, setting) => setting.Switch(value => options.ContentCapture.Output = value),
        [nameof(LlmContentCaptureOptions.MaxLength)] = (options, setting) => setting.Integer(value => options.ContentCapture.MaxLength = value),
        [nameof(LlmContentCaptureOptions.RedactKeys)] = (options, setting) => setting.Switch(value => options.ContentCapture.RedactKeys = value),
        [nameof(LlmContentCaptureOptions.RedactEmailAddresses)] = (options, setting) => setting.Switch(value => options.ContentCapture.RedactEmailAddresses = value),
        [nameof(LlmContentCaptureOptions.RedactCardNumbers)] = (options, setting) => setting.Switch(value => options.ContentCapture.RedactCardNumbers = value),
    };

    public static void Bind(IConfiguration configuration, LlmMonitoringOptions options) => Setting.Bind(configuration, options, options.BindingErrors, Keys);
}
