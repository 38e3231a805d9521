using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>One pass over the files of a folder. Each is handled by itself: one that refuses is told, and the others get what they need.</summary>
internal sealed class FolderTidying(
    LlmEventLogOptions options, FolderListing listing, FileClaims claims, Refusals refusals, ClosedFiles unconfirmed, TimeProvider time, ILogger logger)
{
    private readonly HashSet<string> _deleted = [];

    /// <summary>What a process that was killed had begun: files that are not whole, and files whose compressed form is.</summary>
    public void RemoveLeftovers()
    {
        foreach (var path in listing.Foreign)
        {
            refusals.Add(path, "It is a link or a folder.");
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

    /// <param name="whole">Files that an earlier pass has found to end with a line; those of this pass take their place.</param>
    public void Repair(HashSet<LogFile> whole)
    {
        // An empty file has no end, and only files of the file system have a length: nothing is opened that makes its reader wait.
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
                using var alone = LogFiles.TryOpenAlone(file.Path);
                if (alone is not null)
                {
                    Compression.Compress(file.Path, alone);
                }
            });
        }
    }

    private static void RemoveSuperseded(string path)
    {
        using var alone = LogFiles.TryOpenAlone(path);
        if (alone is null)
        {
            return;
        }

        if (!Compression.IsSame(alone))
        {
            throw new IOException("Its compressed form holds something else. Both stay.");
        }

        LogFiles.Delete(path, alone);
    }

    /// <summary>A file that cannot be looked at may be torn: its repair then tells why it cannot.</summary>
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
        if (TornEnd.IsTorn(path) && LogFiles.TryOpenAlone(path) is { } alone)
        {
            using (alone)
            {
                if (TornEnd.Repair(alone) is > 0 and var cut)
                {
                    Log.CutTornLine(logger, path, cut);
                }
            }
        }
    }

    private void Delete(string path)
    {
        if (LogFiles.TryOpenAlone(path) is not { } alone)
        {
            return;
        }

        using (alone)
        {
            unconfirmed.Forget(path);
            LogFiles.Delete(path, alone);
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
            refusals.Add(path, e.Message);
            return false;
        }
    }
}
