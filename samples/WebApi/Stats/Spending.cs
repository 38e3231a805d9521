using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>The cost of calls in one currency.</summary>
/// <param name="Total">The total since the start.</param>
/// <param name="PerHour">The hourly rate of the last five minutes.</param>
/// <param name="PerMonth">The same rate for a month of 730 hours.</param>
internal sealed record Spending(decimal Total, decimal PerHour, decimal PerMonth)
{
    private const decimal HoursOfAMonth = 730;

    public static Dictionary<string, Spending> Of(LlmSeriesStatistics all, DateTimeOffset now) => all.SinceStart.Cost.ToDictionary(
        cost => cost.Key,
        cost =>
        {
            var perHour = all.LastFiveMinutes.Cost.GetValueOrDefault(cost.Key).Total / Hours(all.LastFiveMinutes, now);
            return new Spending(cost.Value.Total, perHour, perHour * HoursOfAMonth);
        });

    /// <summary>The hours from the first of the calls until now, at least half a minute.</summary>
    private static decimal Hours(LlmCallStatistics window, DateTimeOffset now) => (decimal)Math.Max((now - (window.First ?? now)).TotalHours, 1d / 120);
}
