using System.Net.Http.Metrics;

namespace LlmHttpMetrics.Interception;

/// <summary>Adds provider and model of a call to the metrics that .NET's own handler records for each send.</summary>
internal static class HttpMetricsTags
{
    /// <summary>
    /// .NET 8 leaves its context on the request after using it, while it gives it to the next request at the same time: a second send must not find
    /// it (https://github.com/dotnet/runtime/blob/v8.0.0/src/libraries/System.Net.Http/src/System/Net/Http/Metrics/HttpMetricsEnrichmentContext.cs).
    /// </summary>
    private const string OptionOfTheRuntime = "HttpMetricsEnrichmentContext";

    /// <summary>Called before the request is sent.</summary>
    public static void Add(HttpRequestMessage request, Action<HttpMetricsEnrichmentContext> tag) =>
        HttpMetricsEnrichmentContext.AddCallback(request, tag);

    /// <summary>Called when the request has been sent and its metrics have been recorded.</summary>
    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(OptionOfTheRuntime);
}
