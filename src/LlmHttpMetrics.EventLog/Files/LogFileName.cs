using System.Globalization;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.EventLog.Files;

/// <summary>
/// The name of a file of an event log: <c>llm-events-20260301T120000000Z-3f9a1c07-0000.jsonl</c>, with <c>.gz</c> where it is compressed. No two
/// files ever have the same, whoever writes them: a name that came back would hide what is compressed under it.
/// </summary>
/// <param name="Prefix">What the options call it.</param>
/// <param name="Started">When its first event came.</param>
/// <param name="Writer">A random number of whoever writes it.</param>
/// <param name="Number">Which of his files it is.</param>
/// <param name="IsCompressed">It is gzip.</param>
internal readonly record struct LogFileName(string Prefix, DateTimeOffset Started, uint Writer, int Number, bool IsCompressed = false)
{
    public const string Plain = ".jsonl";
    public const string Compressed = ".jsonl.gz";

    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The parts of a name; null where it is any other than <see cref="ToString"/> makes: files are deleted by their names.</summary>
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
