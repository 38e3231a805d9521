using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics;

/// <summary>Figures of calls, as they stood when they were asked for.</summary>
public sealed class LlmStatisticsSnapshot
{
    /// <summary>When it was taken, in UTC.</summary>
    public DateTimeOffset Taken { get; init; }

    /// <summary>When the counting began, in UTC: at the start, or by <see cref="LlmStatistics.Reset"/>.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The series that had calls, in the order of their names.</summary>
    public IReadOnlyList<LlmSeriesStatistics> Series { get; init; } = [];
}
