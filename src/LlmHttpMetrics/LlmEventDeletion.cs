namespace LlmHttpMetrics;

/// <summary>What <see cref="LlmEventLog.DeleteAsync"/> has done.</summary>
/// <param name="Events">How many events were deleted.</param>
/// <param name="FilesInUse">
/// Files that hold such events still, because another process writes them or somebody reads them. Empty where all is done; else ask again
/// later, or in that process.
/// </param>
public sealed record LlmEventDeletion(long Events, IReadOnlyList<string> FilesInUse);
