namespace LlmHttpMetrics.Pricing;

/// <summary>Reads a user's file, as far as it may be a file of prices.</summary>
internal static class PriceFileBytes
{
    /// <summary>Some 30,000 prices.</summary>
    private const int Most = 16 * 1024 * 1024;

    /// <summary>The bytes; null where it cannot be read, and why is added to the errors.</summary>
    public static byte[]? Read(string path, PriceErrors errors)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > Most)
            {
                errors.Add($"{path} has {file.Length} bytes; allowed are {Most}.");
                return null;
            }

            var utf8 = new byte[file.Length];
            file.ReadExactly(utf8);
            return utf8;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{path} cannot be read: {e.Message}");
            return null;
        }
    }
}
