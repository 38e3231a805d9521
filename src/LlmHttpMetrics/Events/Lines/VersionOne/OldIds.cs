using System.Text.Json;

namespace LlmHttpMetrics.Events.Lines.VersionOne;

/// <summary>Reads ids that were written as 22 characters of URL-safe Base64 (RFC 4648, section 5), with the bytes in the order of the id's text.</summary>
internal static class OldIds
{
    private const int Bytes = 16;
    private const int Length = 22;

    /// <exception cref="JsonException">The text is not an id.</exception>
    public static Guid? Read(string? text) =>
        text is null ? null : TryParse(text, out var id) || Guid.TryParse(text, out id) ? id : throw new JsonException();

    /// <summary>Reads the id of a scope: a generated one, 32 hexadecimal digits, was written like other ids; any other was written unchanged.</summary>
    public static string ReadScope(string text) => TryParse(text, out var id) ? id.ToString("n") : text;

    private static bool TryParse(string text, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var isId = text.Length == Length
            && Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/') + "==", bytes, out var count)
            && count == Bytes;
        id = isId ? new Guid(bytes, bigEndian: true) : default;
        return isId;
    }
}
