namespace LlmHttpMetrics.EventLog.Files;

/// <summary>The one path of a file or folder that may be reached by several, through links.</summary>
internal static class ResolvedPath
{
    /// <summary>As many as operating systems follow.</summary>
    private const int MostLinks = 40;

    /// <summary>Two paths that compare equal name the same file.</summary>
    public static StringComparer Comparer { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    public static string Of(string path) => Of(Path.GetFullPath(path), MostLinks);

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
            // What is not there, or must not be looked at, is taken by its name.
            return null;
        }
    }
}
