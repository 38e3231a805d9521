namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The path of a file or folder with all links resolved.</summary>
internal static class ResolvedPath
{
    /// <summary>The limit that Linux applies to the links in a path.</summary>
    private const int MaxLinks = 40;

    /// <summary>Compares paths as the file systems of the platform usually do.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    public static string Of(string path) => Of(Path.GetFullPath(path), MaxLinks);

    private static string Of(string path, int links)
    {
        var resolved = Path.GetPathRoot(path) ?? "";
        foreach (var part in path[resolved.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            if (links > 0 && Target(resolved) is { } target)
            {
                resolved = Of(target, links - 1);
            }
        }

        return resolved;
    }

    private static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A part that does not exist, or for which permission is missing, is used as it is.
            return null;
        }
    }
}
