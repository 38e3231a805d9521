using LlmHttpMetrics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebApi.Stats;

namespace WebApi.Hosting;

/// <summary>Writes the result of the health check as JSON, with the providers.</summary>
internal static class HealthJson
{
    public static HealthCheckOptions Options => new() { ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        HealthAnswer answer = new(
            report.Status.ToString(),
            [.. report.Entries.Values.Select(entry => entry.Description).OfType<string>()],
            [.. report.Entries.Values.SelectMany(entry => entry.Data.Values).OfType<LlmProviderStatus>()]);
        return context.Response.WriteAsJsonAsync(answer, StatsJson.Default.HealthAnswer, cancellationToken: context.RequestAborted);
    }
}
