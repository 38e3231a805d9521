using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Statistics with options from configuration, and the health check.</summary>
internal static class StatisticsSmoke
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLlmStatistics(configuration);
        services.AddLogging().AddHealthChecks().AddLlmProviders(options => options.MinimumCalls = 1);
    }

    public static async Task CompareAsync(Checks checks, IServiceProvider services, int calls)
    {
        var statistics = services.GetRequiredService<LlmStatistics>();
        var figures = statistics.Snapshot().Series.Select(series => series.LastMinute).ToArray();
        checks.Same("requests of the statistics", calls, figures.Sum(series => series.Requests));
        checks.Same("series of the statistics", 3, figures.Length);
        checks.Same(
            "requests of the statistics' tag",
            calls - 1,
            statistics.Snapshot(new() { GroupBy = [LlmTagNames.Feature] }).Series.Single(series => series.Tags.Count > 0).SinceStart.Requests);
        checks.Same("providers compared", 3, statistics.CompareProviders().Count);
        var health = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        checks.Same("health", "Healthy of 3", $"{health.Status} of {health.Entries["llm_providers"].Data.Count}");
    }
}
