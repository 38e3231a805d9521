using FsCheck.Fluent;
using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Tests.Framing;

public sealed class Crc32Tests
{
    /// <summary>The check value of CRC-32/ISO-HDLC: https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-32-iso-hdlc.</summary>
    [Test]
    public void Checksum_OfTheCheckString_IsTheCheckValue() => Assert.That(Crc32.Of(Crc32.Add(Crc32.Begin, "123456789"u8)), Is.EqualTo(0xCBF43926));

    [Test]
    public void Checksum_OfAnyBytesInAnyPieces_IsThatOfGzip() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            Random random = new(seed);
            var bytes = new byte[random.Next(1000)];
            random.NextBytes(bytes);
            var cut = random.Next(bytes.Length + 1);
            var inPieces = Crc32.Add(Crc32.Add(Crc32.Begin, bytes.AsSpan(0, cut)), bytes.AsSpan(cut));

            Assert.That(Crc32.Of(inPieces), Is.EqualTo(AwsFrames.Checksum(bytes)));
            Assert.That(Crc32.AddByTable(Crc32.Begin, bytes), Is.EqualTo(inPieces), "where no wide multiplication is to be had");
        }));
}
