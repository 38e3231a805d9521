namespace WebApi.Stats;

/// <summary>The last quarter of an hour.</summary>
/// <param name="StepSeconds">The length of a step.</param>
/// <param name="Points">The steps, the oldest first.</param>
internal sealed record HistoryReport(double StepSeconds, IReadOnlyList<HistoryPoint> Points);
