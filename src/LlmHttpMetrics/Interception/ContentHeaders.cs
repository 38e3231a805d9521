namespace LlmHttpMetrics.Interception;

/// <summary>Headers of content that stands in for other content.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies the headers as they stand, valid or not.</summary>
    public static void Copy(HttpContent source, HttpContent target)
    {
        foreach (var header in source.Headers.NonValidated)
        {
            if (header.Value.Count == 1)
            {
                target.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            }
            else
            {
                target.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string>)header.Value);
            }
        }
    }

    /// <summary>The bytes are compressed or otherwise coded.</summary>
    public static bool IsCoded(this HttpContent content) => content.Coding() is not null;

    /// <summary>How the bytes are coded; null where they are as they are.</summary>
    public static string? Coding(this HttpContent content)
    {
        foreach (var header in content.Headers.NonValidated)
        {
            if (header.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                var coding = header.Value.ToString();
                return coding.Equals("identity", StringComparison.OrdinalIgnoreCase) ? null : coding;
            }
        }

        return null;
    }
}
