using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>A provider in comparison with the others.</summary>
/// <param name="Rank">The rank, from 1: by success, then by median latency, then by cost.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Health">The success share of the last five minutes, from 0 to 1; null if it was not called.</param>
/// <param name="HealthCalls">The number of calls that the share is based on.</param>
/// <param name="LastHour">The statistics that determine the rank.</param>
internal sealed record ProviderReport(int Rank, string Provider, double? Health, long HealthCalls, LlmCallStatistics LastHour)
{
    public static IReadOnlyList<ProviderReport> Of(LlmStatistics statistics, LlmProviderHealth health)
    {
        var states = health.Snapshot().ToDictionary(state => state.Provider);
        return [.. statistics.CompareProviders(LlmStatisticsPeriod.LastHour).Select(line =>
        {
            var state = states.GetValueOrDefault(line.Provider);
            return new ProviderReport(line.Rank, line.Provider, state?.Health, state?.Calls ?? 0, line.Statistics);
        })];
    }
}
