namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Names of files that are not whole yet. Each ends with a random number, so that no two processes ever write the same, on whatever machine they run:
/// <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl.gz.5f0c….tmp</c> beside a file, <c>llm-events-5f0c….tmp</c> to try the folder.
/// </summary>
internal static class UnfinishedName
{
    private const string End = ".tmp";
    private const int RandomLength = 32;

    /// <summary>For what takes the place of a file.</summary>
    public static string Beside(string path) => $"{path}.{Guid.NewGuid():n}{End}";

    /// <summary>For a file that is there for a moment.</summary>
    public static string In(string folder, string prefix) => Path.Combine(folder, $"{prefix}-{Guid.NewGuid():n}{End}");

    /// <summary>The prefix of the log that has begun a file of this name; null where none has.</summary>
    public static string? PrefixOf(string name)
    {
        if (!name.EndsWith(End, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = name[..^End.Length];
        if (LogFileName.TryParse(rest) is { } earlier)
        {
            // Earlier versions had no random number.
            return earlier.Prefix;
        }

        var last = rest.Length - RandomLength - 1;
        if (last < 1 || !rest[(last + 1)..].All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        return rest[last] switch
        {
            '-' => rest[..last],
            '.' => LogFileName.TryParse(rest[..last])?.Prefix,
            _ => null,
        };
    }
}
