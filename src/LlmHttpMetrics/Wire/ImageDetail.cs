namespace LlmHttpMetrics.Wire;

/// <summary>How closely the model is to look at an image.</summary>
internal enum ImageDetail : byte
{
    /// <summary>As the provider thinks best, which is <see cref="High"/>.</summary>
    Auto,
    Low,
    High,
}
