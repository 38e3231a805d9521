namespace LlmHttpMetrics.Wire;

/// <summary>An image of a request.</summary>
/// <param name="Width">In pixels; 0 where it is not known.</param>
/// <param name="Height">In pixels; 0 where it is not known.</param>
/// <param name="Detail">How closely it is to be looked at.</param>
internal readonly record struct ImageSize(int Width, int Height, ImageDetail Detail)
{
    /// <summary>What stands in for a size that is not known, as that of a remote image: it fills four tiles.</summary>
    public const int Assumed = 1024;
}
