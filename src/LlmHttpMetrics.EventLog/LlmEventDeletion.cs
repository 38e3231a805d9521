namespace LlmHttpMetrics;

/// <summary>The result of <see cref="LlmEventLog.DeleteAsync"/>.</summary>
/// <param name="Events">The number of deleted events.</param>
/// <param name="FilesInUse">
/// Files that still contain such events, because another process writes them or they are being read. Empty if everything was deleted; otherwise
/// repeat the deletion later, or in that process.
/// </param>
public sealed record LlmEventDeletion(long Events, IReadOnlyList<string> FilesInUse)
{
    /// <summary>
    /// Files that may still contain such events, because they cannot be read completely or written: damaged gzip data, missing permission, a disk
    /// fault. They stay unchanged, and each is logged.
    /// </summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> FilesFailed { get; init; } = [];
}
