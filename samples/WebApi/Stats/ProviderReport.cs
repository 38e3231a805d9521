using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>A provider beside the others.</summary>
/// <param name="Rank">Its place, from 1: by success, then by the median of the latency, then by cost.</param>
/// <param name="Provider">Its name.</param>
/// <param name="Health">The success share of its last five minutes, from 0 to 1; null where it was not called.</param>
/// <param name="HealthCalls">Of how many calls that is.</param>
/// <param name="LastHour">What it was ranked by.</param>
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
