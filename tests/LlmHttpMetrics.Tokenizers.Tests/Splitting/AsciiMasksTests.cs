using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Tests.Splitting;

/// <summary>The masks are the same however wide the machine's vectors are.</summary>
public sealed class AsciiMasksTests
{
    [Test]
    public void Masks_OfAnyBytes_AreTheirClasses()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        for (var i = 0; i < 2_000; i++)
        {
            random.NextBytes(bytes);
            var masks = AsciiMasks.OfTwo(ref bytes[0]);

            Assert.That(AsciiMasks.OfOne(ref bytes[0]), Is.EqualTo(masks));
            Assert.That(masks, Is.EqualTo(AsciiMasks.Of(ref bytes[0])));
            Assert.That(masks.NotAscii, Is.EqualTo(Bits(bytes, b => b >= 0x80)));
            Assert.That(masks.Letters, Is.EqualTo(Bits(bytes, b => char.IsAsciiLetter((char)b))));
            Assert.That(masks.Capitals, Is.EqualTo(Bits(bytes, b => char.IsAsciiLetterUpper((char)b))));
            Assert.That(masks.Digits, Is.EqualTo(Bits(bytes, b => char.IsAsciiDigit((char)b))));
            Assert.That(masks.Spaces, Is.EqualTo(Bits(bytes, b => b == ' ')));
            Assert.That(masks.OtherSpaces, Is.EqualTo(Bits(bytes, b => b is 0x09 or 0x0B or 0x0C)));
            Assert.That(masks.LineEnds, Is.EqualTo(Bits(bytes, b => b is 0x0A or 0x0D)));
            Assert.That(masks.Slashes, Is.EqualTo(Bits(bytes, b => b == '/')));
            Assert.That(masks.Apostrophes, Is.EqualTo(Bits(bytes, b => b == '\'')));
        }
    }

    private static ulong Bits(byte[] bytes, Predicate<byte> isSet) => bytes.Select((b, i) => isSet(b) ? 1UL << i : 0).Aggregate((one, other) => one | other);
}
