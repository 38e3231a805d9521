namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>Tests of UTF-8 text.</summary>
internal static class ByteText
{
    /// <summary>Whether the text consists only of JSON white space.</summary>
    public static bool IsWhiteSpace(this ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(" \t\r\n"u8);
}
