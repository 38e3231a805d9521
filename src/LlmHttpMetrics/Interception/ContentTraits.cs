namespace LlmHttpMetrics.Interception;

/// <summary>What the headers of content say of how its bytes are to be read.</summary>
/// <param name="IsForm">The bytes are a form of several parts.</param>
/// <param name="Coding">How they are coded; null where they are as they are.</param>
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
