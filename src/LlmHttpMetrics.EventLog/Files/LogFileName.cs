using System.Globalization;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// The name of a file of an event log: <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl</c>, with <c>.gz</c> if it is compressed. Names
/// are unique across processes: if a name were used again, the new file would hide the compressed one of the same name.
/// </summary>
/// <param name="Prefix">The prefix in the options.</param>
/// <param name="Started">When the file was started.</param>
/// <param name="Writer">A random number that identifies the log that writes it.</param>
/// <param name="Number">The number of the file among those of that log.</param>
/// <param name="IsCompressed">Whether it is compressed with gzip.</param>
internal readonly record struct LogFileName(string Prefix, DateTimeOffset Started, uint Writer, int Number, bool IsCompressed = false)
{
    public const string Plain = ".jsonl";
    public const string Compressed = ".jsonl.gz";

    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The parts of a name; null if <see cref="ToString"/> cannot have created it, because files are deleted by their names.</summary>
    public static LogFileName? TryParse(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var isCompressed = name.EndsWith(Compressed, StringComparison.Ordinal);
        if (!isCompressed && !name.EndsWith(Plain, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = name[..^(isCompressed ? Compressed : Plain).Length].Split('-');
        return parts.Length >= 4
            && DateTimeOffset.TryParseExact(
                parts[^3],
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var started)
            && uint.TryParse(parts[^2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var writer)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && new LogFileName(string.Join('-', parts[..^3]), started, writer, number, isCompressed) is var parsed
            && parsed.ToString() == name
            ? parsed
            : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix}-{Started.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Writer:x8}-{Number:0000}{(IsCompressed ? Compressed : Plain)}");
}
