using Microsoft.Extensions.Configuration;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Configuration as a file would bring it.</summary>
internal static class Settings
{
    /// <summary>The provider that stands in no catalogue.</summary>
    public const string OwnProvider = "acme";

    public const string OwnHost = "localhost";

    /// <summary>A setting of every kind: word, number, switch, list, time span, and a provider described by hosts and paths.</summary>
    public static IConfiguration Good { get; } = Of(
        ("Enabled", "true"),
        ("ClientTimeout", "00:01:40"),
        ("SemanticConventions", "Both"),
        ("MaxRetainedInput", "50000"),
        ("MetricTags:0", LlmTagNames.Feature),
        ("Providers:0:Name", OwnProvider),
        ("Providers:0:Hosts:0", OwnHost),
        ("Providers:0:Endpoints:0:Path", "/v1/chat/completions"),
        ("Providers:0:Endpoints:0:Request:Model", "model"),
        ("Providers:0:Endpoints:0:Response:Model", "model"),
        ("Providers:0:Endpoints:0:Response:Text", "choices[*].message.content"),
        ("Providers:0:Endpoints:0:Response:FinishReason", "choices[*].finish_reason"),
        ("Providers:0:Endpoints:0:Response:Usage:Input", "usage.prompt_tokens"),
        ("Providers:0:Endpoints:0:Response:Usage:Output", "usage.completion_tokens"));

    /// <summary>Settings that all clients share.</summary>
    public static IConfiguration Shared { get; } = Of(
        ("Tags:MaxTagValues", "50"), ("Tags:ConstantTags:region", "eu"), ("EventQueue:DrainTimeout", "00:00:02"), ("Pricing:Deployments:blue", "gpt-4.1"),
        ("Pricing:Prices:0:Provider", "*"), ("Pricing:Prices:0:Model", "none"), ("Pricing:Prices:0:Currency", "USD"), ("Pricing:Prices:0:Source", "s"),
        ("Pricing:Prices:0:Input", "1.5"), ("Pricing:Prices:0:From", "2026-01-01"), ("Pricing:Prices:0:ServiceTiers:flex:Input", "1"));

    /// <summary>Settings of the statistics.</summary>
    public static IConfiguration Statistics { get; } = Of(("MaxSeries", "10"), ("Tags:0", LlmTagNames.Feature));

    /// <summary>Settings of a budget.</summary>
    public static IConfiguration Budgets { get; } = Of(
        ("Budgets:0:Name", "models"),
        ("Budgets:0:Amount", "0.000000001"),
        ("Budgets:0:Period", "Month"),
        ("Budgets:0:TimeZone", "UTC"),
        ("Budgets:0:ForEach", LlmTagNames.RequestModel),
        ("Budgets:0:Thresholds:0", "1"));

    /// <summary>Three mistakes, and a setting that has moved.</summary>
    public static IConfiguration Bad { get; } = Of(("Enabeld", "true"), ("SemanticConventions", "V2"), ("MaxRetainedInput", "0"), ("EventQueueCapacity", "9"));

    private static IConfigurationRoot Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
}
