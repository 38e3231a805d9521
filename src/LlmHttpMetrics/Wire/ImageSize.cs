namespace LlmHttpMetrics.Wire;

/// <summary>An image of a request.</summary>
/// <param name="Width">In pixels; 0 if it is not known.</param>
/// <param name="Height">In pixels; 0 if it is not known.</param>
/// <param name="Detail">The level of detail.</param>
internal readonly record struct ImageSize(int Width, int Height, ImageDetail Detail)
{
    /// <summary>Used if the size is not known, for instance for a remote image: it fills four tiles.</summary>
    public const int Assumed = 1024;
}
