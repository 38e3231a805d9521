namespace LlmHttpMetrics;

/// <summary>The built-in strategies of measurement: what is counted of a call besides what its provider reports. An <see cref="IMeasurementStrategy"/> adds to them.</summary>
public static class LlmStrategies
{
    /// <summary>Tokens by the best source there is; the default.</summary>
    public const string Auto = "auto";

    /// <summary>Tokens.</summary>
    public const string Token = "token";

    /// <summary>The amount of text: characters, words, bytes and lines of input and answer.</summary>
    public const string Capacity = "capacity";

    /// <summary><see cref="Capacity"/> always, and tokens as far as they can be had.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>All strategies of the user's; known where there is one.</summary>
    public const string Custom = "custom";
}
