namespace LlmHttpMetrics.Wire;

/// <summary>
/// The tokens of an image: by tiles of 512 pixels plus a base, or by patches of 32 pixels. Both are documented at
/// https://platform.openai.com/docs/guides/images-vision.
/// </summary>
internal sealed class ImageRule
{
    private const int LongestSide = 2048;
    private const int ShortestSide = 768;
    private const int Tile = 512;
    private const int Patch = 32;
    private const int MaxPatches = 1536;

    private readonly int _base;
    private readonly int _perTile;
    private readonly decimal _perPatch;

    private ImageRule(int perImage, int perTile, decimal perPatch) => (_base, _perTile, _perPatch) = (perImage, perTile, perPatch);

    public static ImageRule Tiles(int perImage, int perTile) => new(perImage, perTile, 0);

    public static ImageRule Patches(decimal each) => new(0, 0, each);

    public long Tokens(in ImageSize image)
    {
        var (width, height) = image is { Width: > 0, Height: > 0 } ? ((double)image.Width, (double)image.Height) : (ImageSize.Assumed, ImageSize.Assumed);
        if (_perPatch > 0)
        {
            return (long)Math.Ceiling((decimal)Patches(width, height) * _perPatch);
        }

        return image.Detail == ImageDetail.Low ? _base : _base + (_perTile * Tiles(width, height));
    }

    private static long Tiles(double width, double height)
    {
        var fit = Math.Min(1, LongestSide / Math.Max(width, height));
        (width, height) = (width * fit, height * fit);
        var shrink = Math.Min(1, ShortestSide / Math.Min(width, height));
        return (long)Math.Ceiling(width * shrink / Tile) * (long)Math.Ceiling(height * shrink / Tile);
    }

    private static double Patches(double width, double height)
    {
        var patches = Math.Ceiling(width / Patch) * Math.Ceiling(height / Patch);
        if (patches <= MaxPatches)
        {
            return patches;
        }

        // Scaled down to the maximum number of patches, and then until one side is a whole number of patches.
        var shrink = Math.Sqrt((double)Patch * Patch * MaxPatches / (width * height));
        var (across, down) = (width * shrink / Patch, height * shrink / Patch);
        shrink = Math.Min(Math.Floor(across) / across, Math.Floor(down) / down);
        return Math.Clamp(Math.Round(across * shrink) * Math.Round(down * shrink), 1, MaxPatches);
    }
}
