using System.Runtime.CompilerServices;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Reading.Images;

namespace LlmHttpMetrics.Tests.Reading.Images;

/// <summary>The size of an image is read from the first bytes of its data URL, over any split, whatever is sent in its place.</summary>
public sealed class ImageUrlTests
{
    private static readonly byte[] Exif = [0xFF, 0xE1, 0x40, 0x02, .. new byte[0x4000]];

    private static readonly TestCaseData[] Images =
    [
        Case("PNG", [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 2, 128, 0, 0, 1, 224, 8, 6, 0, 0, 0, 1, 2, 3, 4], 640, 480),
        Case("GIF", [.. "GIF89a"u8, 128, 2, 224, 1, .. new byte[40]], 640, 480),
        Case("WebP, lossy", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8, 9, 0, 0, 0, 1, 2, 3, 0x9D, 1, 0x2A, 128, 2, 224, 1, 0, 0, 0, 0], 640, 480),
        Case("WebP, lossless", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8L"u8, 9, 0, 0, 0, 0x2F, 0x7F, 0xC2, 0x77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 640, 480),
        Case("WebP, extended", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8X"u8, 9, 0, 0, 0, 0, 0, 0, 0, 127, 2, 0, 223, 1, 0, 0, 0, 0, 0], 640, 480),
        Case("JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 1, 224, 2, 128, 3], 640, 480),
        Case("JPEG, after remarks and filling", [0xFF, 0xD8, .. Exif, 0xFF, 0xFF, 0xFF, 0xDB, 0, 3, 1, 0xFF, 0xC2, 0, 17, 8, 1, 224, 2, 128, 3, 0], 640, 480),
        Case("JPEG without a frame", [0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 1, 224, 2, 128, 3], 0, 0),
        Case("JPEG, its table no frame", [0xFF, 0xD8, 0xFF, 0xC4, 0, 9, 8, 1, 224, 2, 128, 3, 4], 0, 0),
        Case("PNG of no size", [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 255, 255, 255, 255, 8, 6, 0, 0, 0, 1, 2, 3, 4], 0, 0),
        Case("text", [.. "This is no image, whatever it says it is."u8], 0, 0),
        Case("too short", [0x89, .. "PNG"u8], 0, 0),
    ];

    [TestCaseSource(nameof(Images))]
    public void Image_OfAKnownFormat_TellsItsSize(byte[] image, int width, int height)
    {
        var url = Encoding.ASCII.GetBytes($"data:image/png;base64,{Convert.ToBase64String(image)}");

        Assert.That(Read(url, url.Length), Is.EqualTo((width, height)));
        Assert.That(Read(url, 1), Is.EqualTo((width, height)));
        Assert.That(Read(url, 7), Is.EqualTo((width, height)));
    }

    [TestCase("https://example.com/x.png")]
    [TestCase("data")]
    [TestCase("data:image/png;base64")]
    [TestCase("")]
    public void Url_OfNoImage_TellsNothing(string url) => Assert.That(Read(Encoding.ASCII.GetBytes(url), 3), Is.EqualTo((0, 0)));

    [Test]
    public void Image_Endless_IsGivenUp()
    {
        ImageHeader header = default;
        header.Feed(0xFF);
        header.Feed(0xD8);
        var fed = 2;
        while (!header.IsDone)
        {
            // Remarks without end.
            foreach (var b in new byte[] { 0xFF, 0xE1, 0xFF, 0xFF })
            {
                header.Feed(b);
                fed++;
            }

            for (var i = 0; i < 0xFFFD; i++, fed++)
            {
                header.Feed(0);
            }
        }

        Assert.That(fed, Is.LessThan(ImageHeader.MaxBytes + 0x10000));
        Assert.That(Unsafe.SizeOf<ImageUrl>(), Is.LessThanOrEqualTo(128));
    }

    [Test]
    public void Bytes_OfAnyKind_NeverThrow() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var image = (byte[])((byte[])Images[random.Next(Images.Length)].Arguments[0]!).Clone();
            for (var i = random.Next(6); i > 0; i--)
            {
                image[random.Next(image.Length)] = (byte)random.Next(256);
            }

            var url = Encoding.Latin1.GetBytes($"data:image/png;base64,{Convert.ToBase64String(image)}");
            for (var i = random.Next(3); i > 0; i--)
            {
                url[random.Next(url.Length)] = (byte)random.Next(256);
            }

            var size = Read(url, url.Length);
            Assert.That(size.Width, Is.GreaterThanOrEqualTo(0));
            Assert.That(size.Height, Is.GreaterThanOrEqualTo(0));
            Assert.That(Read(url, 1 + random.Next(9)), Is.EqualTo(size));
        }));

    private static TestCaseData Case(string name, byte[] image, int width, int height) => new TestCaseData(image, width, height).SetArgDisplayNames(name);

    private static (int Width, int Height) Read(byte[] url, int piece)
    {
        ImageUrl image = default;
        for (var i = 0; i < url.Length; i += piece)
        {
            image.Feed(url.AsSpan(i, Math.Min(piece, url.Length - i)));
        }

        return (image.Width, image.Height);
    }
}
