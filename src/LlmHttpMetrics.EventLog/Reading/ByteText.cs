namespace LlmHttpMetrics.EventLog.Reading;

/// <summary>Questions to UTF-8 text.</summary>
internal static class ByteText
{
    /// <summary>There is nothing but white space of JSON.</summary>
    public static bool IsWhiteSpace(this ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExcept(" \t\r\n"u8);
}
