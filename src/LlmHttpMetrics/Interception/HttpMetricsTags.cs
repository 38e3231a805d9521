using System.Net.Http.Metrics;

namespace LlmHttpMetrics.Interception;

/// <summary>Puts provider and model of a call on the metrics that .NET's own handler records of each send.</summary>
internal static class HttpMetricsTags
{
    /// <summary>
    /// .NET 8 leaves what it has used with the request, and gives it to the next at the same time: a second send must not find it
    /// (https://github.com/dotnet/runtime/blob/v8.0.0/src/libraries/System.Net.Http/src/System/Net/Http/Metrics/HttpMetricsEnrichmentContext.cs).
    /// </summary>
    private const string OptionOfTheRuntime = "HttpMetricsEnrichmentContext";

    /// <summary>The request is about to be sent.</summary>
    public static void Add(HttpRequestMessage request, LlmExchange exchange) =>
        HttpMetricsEnrichmentContext.AddCallback(request, exchange.TagHttpMetrics);

    /// <summary>It has been sent: its metrics have been recorded.</summary>
    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(OptionOfTheRuntime);
}
