namespace LlmHttpMetrics.Providers.Catalogue;

/// <summary>What told whose a request is.</summary>
internal static class Recognition
{
    /// <summary>A host that we know.</summary>
    public const string Host = "host";

    /// <summary>A provider that the options describe.</summary>
    public const string Own = "own";

    /// <summary>The provider that the options assume at hosts that nobody knows.</summary>
    public const string Hint = "hint";

    /// <summary>The path, and a payload that bears it out.</summary>
    public const string Payload = "payload";
}
