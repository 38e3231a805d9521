using LlmHttpMetrics.Framing;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>The kind of a body by its first bytes, and what precedes it.</summary>
public sealed class BodySnifferTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [TestCase("{}", BodyKind.Json, 0)]
    [TestCase("[]", BodyKind.Json, 0)]
    [TestCase(" \t\r\n{", BodyKind.Json, 4)]
    [TestCase("data: x", BodyKind.ServerSentEvents, 0)]
    [TestCase("event: x", BodyKind.ServerSentEvents, 0)]
    [TestCase("id: x", BodyKind.ServerSentEvents, 0)]
    [TestCase("retry: 1", BodyKind.ServerSentEvents, 0)]
    [TestCase(": comment", BodyKind.ServerSentEvents, 0)]
    [TestCase("\n\ndata: x", BodyKind.ServerSentEvents, 2)]
    [TestCase("<html>", BodyKind.Opaque, 0)]
    [TestCase("!", BodyKind.Opaque, 0)]
    [TestCase("\"text\"", BodyKind.Opaque, 0)]
    [TestCase(" ", BodyKind.Unknown, 1)]
    [TestCase("", BodyKind.Unknown, 0)]
    public void Sniff_OfAnyBeginning_IsItsKind(string text, object kind, int skip)
    {
        BodySniffer sniffer = default;

        Assert.That((sniffer.Sniff(WireSamples.Bytes(text), out var skipped), skipped), Is.EqualTo(((BodyKind)kind, skip)));
    }

    [Test]
    public void Sniff_OfAByteOrderMark_SkipsItInAnyPieces([Range(0, 4)] int cut)
    {
        byte[] body = [.. Mark, (byte)'{'];
        BodySniffer sniffer = default;
        var first = sniffer.Sniff(body.AsSpan(0, cut), out var skipped);

        Assert.That((first, skipped), Is.EqualTo((cut == 4 ? BodyKind.Json : BodyKind.Unknown, Math.Min(cut, 3))));
        Assert.That(cut == 4 ? BodyKind.Json : sniffer.Sniff(body.AsSpan(cut), out _), Is.EqualTo(BodyKind.Json));
    }

    [Test]
    public void Sniff_OfASecondByteOrderMark_IsOpaque()
    {
        BodySniffer sniffer = default;

        Assert.That((sniffer.Sniff([.. Mark, .. Mark], out var skipped), skipped), Is.EqualTo((BodyKind.Opaque, 3)));
    }

    [Test]
    public void Sniff_OfABodyThatBeginsWithinAByteOrderMark_IsOpaque()
    {
        BodySniffer sniffer = default;

        Assert.That((sniffer.Sniff([0xBB, 0xBF, (byte)'{'], out var skipped), skipped), Is.EqualTo((BodyKind.Opaque, 0)));
    }
}
