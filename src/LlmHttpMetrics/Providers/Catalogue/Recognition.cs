namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>How the provider of a request was recognized.</summary>
internal static class Recognition
{
    /// <summary>By a known host.</summary>
    public const string Host = "host";

    /// <summary>By a custom provider of the options.</summary>
    public const string Own = "own";

    /// <summary>By the provider that the options set for unknown hosts.</summary>
    public const string Hint = "hint";

    /// <summary>By the path, confirmed by the payload.</summary>
    public const string Payload = "payload";
}
