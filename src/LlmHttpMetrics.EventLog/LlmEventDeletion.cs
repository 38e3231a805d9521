namespace LlmHttpMetrics;

/// <summary>What <see cref="LlmEventLog.DeleteAsync"/> has done.</summary>
/// <param name="Events">How many events were deleted.</param>
/// <param name="FilesInUse">
/// Files that hold such events still, because another process writes them or somebody reads them. Empty where all is done; else ask again
/// later, or in that process.
/// </param>
public sealed record LlmEventDeletion(long Events, IReadOnlyList<string> FilesInUse)
{
    /// <summary>
    /// Files that may hold such events still, because they cannot be read to their end or written: gzip data that are damaged, a missing right, a fault of
    /// the disk. They stay as they were, and each is logged.
    /// </summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> FilesFailed { get; init; } = [];
}
