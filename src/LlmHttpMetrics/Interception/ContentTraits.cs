namespace LlmHttpMetrics.Interception;

/// <summary>How the bytes of content have to be read, according to its headers.</summary>
/// <param name="IsForm">Whether the bytes are a multipart form.</param>
/// <param name="Coding">The content coding; null if the bytes are not coded.</param>
internal readonly record struct ContentTraits(bool IsForm, string? Coding)
{
    public bool IsCoded => Coding is not null;

    public static ContentTraits Of(HttpContent? content)
    {
        if (content is null)
        {
            return default;
        }

        var isForm = false;
        string? coding = null;
        foreach (var header in content.Headers.NonValidated)
        {
            if (header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                isForm = header.Value.ToString().StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
            }
            else
            {
                coding ??= ContentHeaders.CodingOf(header.Key, header.Value);
            }
        }

        return new ContentTraits(isForm, coding);
    }
}
