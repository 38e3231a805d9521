namespace WebApi.Stats;

/// <summary>The history of the last 15 minutes.</summary>
/// <param name="StepSeconds">The length of a step.</param>
/// <param name="Points">The steps, oldest first.</param>
internal sealed record HistoryReport(double StepSeconds, IReadOnlyList<HistoryPoint> Points);
