namespace LlmHttpMetrics;

/// <summary>
/// The built-in measurement strategies: what is measured besides the usage that the provider reports. An <see cref="IMeasurementStrategy"/> adds
/// a custom one.
/// </summary>
public static class LlmStrategies
{
    /// <summary>Tokens from the best available source; the default.</summary>
    public const string Auto = "auto";

    /// <summary>Tokens.</summary>
    public const string Token = "token";

    /// <summary>The amount of text: characters, words, bytes and lines of input and answer.</summary>
    public const string Capacity = "capacity";

    /// <summary><see cref="Capacity"/> always, and tokens where they are available.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>All custom strategies; available if there is at least one.</summary>
    public const string Custom = "custom";
}
