using System.Globalization;

namespace LlmHttpMetrics.Tokenizers.Files;

/// <summary>The tokens of single bytes in vocabularies based on characters: <c>&lt;0x0A&gt;</c>.</summary>
internal static class ByteToken
{
    public static int? Value(string token) =>
        token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
        && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
