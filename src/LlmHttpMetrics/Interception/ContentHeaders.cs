using System.Net.Http.Headers;

namespace LlmHttpMetrics.Interception;

/// <summary>Headers of content that stands in for other content.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies the headers as they stand, valid or not; returns how the bytes are coded, null where they are as they are.</summary>
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

    /// <summary>How a header says the bytes are coded; null where it says nothing of that.</summary>
    public static string? CodingOf(string name, HeaderStringValues value) =>
        name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) && value.ToString() is var coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? coding
            : null;
}
