using LlmHttpMetrics.Providers.Frames;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Providers.Frames;

/// <summary>Images cost what OpenAI's guide says, and what recorded calls were billed.</summary>
public sealed class ImageRuleTests
{
    [TestCase("gpt-4o", 1024, 1024, "high", 765)]
    [TestCase("gpt-4o", 2048, 4096, "high", 1105)]
    [TestCase("gpt-4o", 4096, 8192, "low", 85)]
    [TestCase("gpt-4o", 640, 480, "auto", 425)]
    [TestCase("gpt-4o", 1, 1, "auto", 255)]
    [TestCase("gpt-4o", 0, 0, "auto", 765)]
    [TestCase("gpt-4o", int.MaxValue, 1, "auto", 765)]
    [TestCase("gpt-4o-mini-2024-07-18", 640, 480, "auto", 14167)]
    [TestCase("gpt-4.1", 640, 480, "auto", 425)]
    [TestCase("gpt-5-2025-08-07", 1, 1, "auto", 210)]
    [TestCase("o3", 640, 480, "auto", 375)]
    [TestCase("o4-mini", 640, 480, "auto", 516)]
    [TestCase("gpt-4.1-mini", 640, 480, "auto", 486)]
    [TestCase("gpt-5-nano", 16, 16, "auto", 3)]
    [TestCase("o4-mini", 1024, 1024, "auto", 1762)]
    [TestCase("o4-mini", 1800, 2400, "auto", 2498)]
    [TestCase("o4-mini", int.MaxValue, 1, "auto", 2)]
    public void Image_OfASize_CostsItsTilesOrPatches(string model, int width, int height, string detail, long tokens) =>
        Assert.That(ChatFrames.OfChat.Find(model)!.Images!.Tokens(
            new ImageSize(width, height, Enum.Parse<ImageDetail>(detail, ignoreCase: true))), Is.EqualTo(tokens));
}
