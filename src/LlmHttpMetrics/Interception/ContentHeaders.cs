using System.Net.Http.Headers;

namespace LlmHttpMetrics.Interception;

/// <summary>Headers of content that stands in for other content.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies the headers as they stand, valid or not; returns how the bytes are coded, as <see cref="Coding"/> does.</summary>
    public static string? Copy(HttpContent source, HttpContent target)
    {
        string? coding = null;
        foreach (var header in source.Headers.NonValidated)
        {
            coding ??= CodingOf(header.Key, header.Value);
            if (header.Value.Count == 1)
            {
                target.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            }
            else
            {
                target.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string>)header.Value);
            }
        }

        return coding;
    }

    /// <summary>The bytes are compressed or otherwise coded.</summary>
    public static bool IsCoded(this HttpContent content) => content.Coding() is not null;

    /// <summary>How the bytes are coded; null where they are as they are.</summary>
    public static string? Coding(this HttpContent content)
    {
        foreach (var header in content.Headers.NonValidated)
        {
            if (CodingOf(header.Key, header.Value) is { } coding)
            {
                return coding;
            }
        }

        return null;
    }

    private static string? CodingOf(string name, HeaderStringValues value) =>
        name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) && value.ToString() is var coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? coding
            : null;
}
