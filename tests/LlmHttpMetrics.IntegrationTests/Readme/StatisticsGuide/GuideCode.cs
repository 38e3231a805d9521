using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.StatisticsGuide;

/// <summary>The code of the guide, compiled. Each region is one of its blocks.</summary>
internal static class GuideCode
{
    public static void Register(IServiceCollection services)
    {
        #region snippet
        services.AddLlmStatistics(options => options.Tags.Add(LlmTagNames.Feature));
        #endregion
    }

    public static void Read(LlmStatistics statistics)
    {
        #region snippet
        foreach (var series in statistics.Snapshot().Series)
        {
            var last = series.LastFiveMinutes;
            Console.WriteLine(
                $"{series.Provider} {series.Model}: {last.Requests} calls, {last.SuccessShare:p1}, p95 {last.Latency.P95:0.00} s,"
                    + $" {last.OutputTokens.Average:0} tokens");
        }
        #endregion
    }

    public static LlmStatisticsSnapshot Query(LlmStatistics statistics)
    {
        #region snippet
        LlmStatisticsSnapshot search = statistics.Snapshot(new LlmStatisticsQuery
        {
            Tags = new Dictionary<string, string> { [LlmTagNames.Feature] = "search" },
            Since = DateTimeOffset.UtcNow.AddMinutes(-20),
            GroupBy = [LlmTagNames.ProviderName],
        });
        #endregion
        return search;
    }

    public static void Compare(LlmStatistics statistics)
    {
        #region snippet
        foreach (var line in statistics.CompareProviders(LlmStatisticsPeriod.LastHour))
        {
            Console.WriteLine(
                $"{line.Rank}. {line.Provider}: {line.Statistics.SuccessShare:p2} of {line.Statistics.JudgedRequests}, "
                    + $"median {line.Statistics.Latency.P50:0.00} s");
        }
        #endregion
    }

    public static void WithoutFactory()
    {
        #region snippet
        LlmStatistics statistics = new();
        using HttpClient client = new(LlmMonitoring.CreateHandler(new SocketsHttpHandler(), options: new LlmMonitoringOptions().UseStatistics(statistics)));
        #endregion
    }

    public static void HealthCheck(IServiceCollection services)
    {
        #region snippet
        services.AddHealthChecks().AddLlmProviders(options => options.DegradedBelow = 0.8);
        #endregion
    }

    public static IDisposable Circuit(LlmProviderHealth health)
    {
        #region snippet
        IDisposable circuit = health.OpenCircuit("openai");
        #endregion
        return circuit;
    }
}
