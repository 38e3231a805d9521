namespace LlmHttpMetrics.Wire;

/// <summary>The level of detail at which the model processes an image.</summary>
internal enum ImageDetail : byte
{
    /// <summary>The provider's choice, which is <see cref="High"/>.</summary>
    Auto,
    Low,
    High,
}
