using LlmHttpMetrics.Insights.Statistics;

namespace LlmHttpMetrics;

/// <summary>Statistics at a point in time.</summary>
public sealed class LlmStatisticsSnapshot
{
    /// <summary>When the snapshot was taken, in UTC.</summary>
    public DateTimeOffset Taken { get; init; }

    /// <summary>When recording started, in UTC: at the start of the process, or at the last <see cref="LlmStatistics.Reset"/>.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The series with calls, in the order of their names.</summary>
    public IReadOnlyList<LlmSeriesStatistics> Series { get; init; } = [];
}
