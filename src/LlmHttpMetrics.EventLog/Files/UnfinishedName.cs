namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// Names of temporary files, which are not complete. Each ends with a random number, so that they are unique across processes and machines:
/// <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl.gz.5f0c….tmp</c> next to a file, <c>llm-events-5f0c….tmp</c> to test the folder.
/// </summary>
internal static class UnfinishedName
{
    private const string End = ".tmp";
    private const int RandomLength = 32;

    /// <summary>A name for a file that is to replace another one.</summary>
    public static string Beside(string path) => $"{path}.{Guid.NewGuid():n}{End}";

    /// <summary>A name for a short-lived file.</summary>
    public static string In(string folder, string prefix) => Path.Combine(folder, $"{prefix}-{Guid.NewGuid():n}{End}");

    /// <summary>The prefix of the log that created a temporary file of this name; null if it is not one.</summary>
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
