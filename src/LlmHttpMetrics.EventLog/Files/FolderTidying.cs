using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>One cleanup pass over the files of a folder. A file that fails is reported, and the others are still processed.</summary>
internal sealed class FolderTidying(
    LlmEventLogOptions options, FolderListing listing, FileClaims claims, FailedFiles failedFiles, ClosedFiles unconfirmed, TimeProvider time, ILogger logger)
{
    private readonly HashSet<string> _deleted = [];

    /// <summary>Removes what a killed process left: temporary files, and files whose compressed form is complete.</summary>
    public void RemoveLeftovers()
    {
        foreach (var path in listing.Foreign)
        {
            failedFiles.Add(path, "It is a link or a folder.");
        }

        foreach (var path in listing.Unfinished)
        {
            Try(path, () =>
            {
                if (claims.AllowUnfinished(path))
                {
                    File.Delete(path);
                }
            });
        }

        foreach (var file in listing.Superseded.Where(claims.Allow))
        {
            Try(file.Path, () => RemoveSuperseded(file.Path));
        }
    }

    /// <param name="whole">The files that an earlier pass has found to end with a complete line; replaced by those of this pass.</param>
    public void Repair(HashSet<LogFile> whole)
    {
        // An empty file may be a pipe, and opening a pipe would block.
        var plain = listing.Files.Where(file => !file.Name.IsCompressed && file.Length > 0 && claims.Allow(file)).ToList();
        var torn = plain.Where(file => !whole.Contains(file)).Where(file => MayBeTorn(file.Path)).ToList();
        whole.Clear();
        whole.UnionWith(plain.Except(torn));
        foreach (var file in torn)
        {
            Try(file.Path, () => Repair(file.Path));
        }
    }

    public void Retain(bool isWriting)
    {
        var surplus = options.RetainFiles is { } most ? listing.Files.Count - most + (isWriting ? 0 : 1) : 0;
        foreach (var file in listing.Files.Where(file => surplus > 0 || IsTooOld(file)))
        {
            if (claims.Allow(file) && Try(file.Path, () => Delete(file.Path)) && _deleted.Contains(file.Path))
            {
                surplus--;
            }
        }
    }

    public void Compress()
    {
        foreach (var file in listing.Files.Where(file => !file.Name.IsCompressed && file.Length > 0 && !_deleted.Contains(file.Path) && claims.Allow(file)))
        {
            Try(file.Path, () =>
            {
                using var exclusive = LogFiles.TryOpenExclusive(file.Path);
                if (exclusive is not null)
                {
                    Compression.Compress(file.Path, exclusive);
                }
            });
        }
    }

    private static void RemoveSuperseded(string path)
    {
        using var exclusive = LogFiles.TryOpenExclusive(path);
        if (exclusive is null)
        {
            return;
        }

        if (!Compression.IsSame(exclusive))
        {
            throw new IOException("Its compressed form has different content. Both are kept.");
        }

        LogFiles.Delete(path, exclusive);
    }

    /// <summary>Whether the file may end with an incomplete line; true if it cannot be read, so that the attempt to repair it reports why.</summary>
    private static bool MayBeTorn(string path)
    {
        try
        {
            return TornEnd.IsTorn(path);
        }
        catch (Exception)
        {
            return true;
        }
    }

    private void Repair(string path)
    {
        if (TornEnd.IsTorn(path) && LogFiles.TryOpenExclusive(path) is { } exclusive)
        {
            using (exclusive)
            {
                if (TornEnd.Repair(exclusive) is > 0 and var cut)
                {
                    Log.CutTornLine(logger, path, cut);
                }
            }
        }
    }

    private void Delete(string path)
    {
        if (LogFiles.TryOpenExclusive(path) is not { } exclusive)
        {
            return;
        }

        using (exclusive)
        {
            unconfirmed.Forget(path);
            LogFiles.Delete(path, exclusive);
            _deleted.Add(path);
        }
    }

    private bool IsTooOld(LogFile file) => options.RetainFor is { } age && time.GetUtcNow() - file.Name.Started > age + options.MaxFileAge;

    private bool Try(string path, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e)
        {
            failedFiles.Add(path, e.Message);
            return false;
        }
    }
}
