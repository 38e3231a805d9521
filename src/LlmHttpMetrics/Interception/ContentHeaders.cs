using System.Net.Http.Headers;

namespace LlmHttpMetrics.Interception;

/// <summary>Handles the headers of content that replaces other content.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies the headers unchanged, whether valid or not; returns the content coding, null if the bytes are not coded.</summary>
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

    /// <summary>The length of content; false if it is not known.</summary>
    public static bool TryGetLength(HttpContent content, out long length)
    {
        var known = content.Headers.ContentLength;
        length = known.GetValueOrDefault();
        return known.HasValue;
    }

    /// <summary>The content coding that a header specifies; null if it specifies none.</summary>
    public static string? CodingOf(string name, HeaderStringValues value) =>
        name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
        && value.ToString() is var coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? coding
            : null;
}
