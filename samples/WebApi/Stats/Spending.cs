using LlmHttpMetrics;

namespace WebApi.Stats;

/// <summary>What calls cost in one currency.</summary>
/// <param name="Total">Since the start.</param>
/// <param name="PerHour">At the rate of the last five minutes.</param>
/// <param name="PerMonth">The same for a month of 730 hours: what it comes to if it goes on like that.</param>
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

    /// <summary>From the first of its calls until now, and half a minute at least.</summary>
    private static decimal Hours(LlmCallStatistics window, DateTimeOffset now) => (decimal)Math.Max((now - (window.First ?? now)).TotalHours, 1d / 120);
}
