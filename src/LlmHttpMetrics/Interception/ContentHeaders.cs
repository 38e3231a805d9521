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
    public static bool IsCoded(this HttpContent content)
    {
        foreach (var header in content.Headers.NonValidated)
        {
            if (header.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                return !header.Value.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
