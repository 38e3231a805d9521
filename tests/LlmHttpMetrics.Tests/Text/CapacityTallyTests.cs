using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Text;

/// <summary>What is counted in pieces is what a plain reading of the whole text counts.</summary>
public sealed class CapacityTallyTests
{
    private static readonly string[] Snippets =
    [
        "word", " ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", "é", "naïve", "🙂", "日本語", "\u00A0", "\u0085", "\u1680", "\u2003", "\u2028", "\u202F",
        "\u205F", "\u3000", "\u200B",
        "\u2082", "\u00C2", "\u1681", "\u3001", "\u001C", new string('x', 40), "a line of some length, then\nanother one\r\n", new string(' ', 33),
    ];

    [Test]
    public void Text_CutAnywhere_CountsAsTheWhole() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var text = string.Concat(random.GetItems(Snippets, random.Next(20)));
            Assert.That(Answer(text, random, pieces: false), Is.EqualTo(Oracle(text)), text);
            Assert.That(Answer(text, random, pieces: true), Is.EqualTo(Oracle(text)), text);
        }));

    [TestCase("", 0, 0, 0, 0)]
    [TestCase("one", 3, 1, 3, 1)]
    [TestCase("two words\n", 10, 2, 10, 2)]
    [TestCase("a\r\nb\rc\nd", 8, 4, 8, 4)]
    [TestCase("Say hi, naïve 🙂", 15, 4, 19, 1)]
    public void Text_ByHand_Counts(string text, long characters, long words, long bytes, long lines) =>
        Assert.That(Answer(text, new Random(1), pieces: false), Is.EqualTo(new CapacityCounts(characters, words, bytes, lines)));

    [Test]
    public void Parts_OfTheInput_AreSummedAndNotJoined()
    {
        CapacityTally tally = new();
        tally.OnText(TextKind.Input, 0, "one\r"u8);
        tally.OnText(TextKind.Input, 1, "\ntwo"u8);
        tally.OnText(TextKind.Input, 1, "more"u8);

        Assert.That(tally.Input, Is.EqualTo(new CapacityCounts(12, 2, 12, 4)));
    }

    [Test]
    public void Choices_ComingInTurns_AreCountedEachByItself()
    {
        CapacityTally tally = new();
        tally.OnText(TextKind.Answer, 0, "Hel"u8);
        tally.OnText(TextKind.Answer, 1, "Good"u8);
        tally.OnText(TextKind.Answer, 0, "lo"u8);
        tally.OnText(TextKind.Answer, 1, "bye now"u8);
        tally.OnText(TextKind.Reasoning, 0, "left out"u8);

        Assert.That(tally.Output, Is.EqualTo(new CapacityCounts(16, 3, 16, 2)));
    }

    private static CapacityCounts Answer(string text, Random random, bool pieces)
    {
        CapacityTally tally = new();
        var utf8 = Encoding.UTF8.GetBytes(text).AsSpan();
        while (!utf8.IsEmpty)
        {
            var piece = utf8[..(pieces ? random.Next(Math.Min(utf8.Length, 50)) + 1 : utf8.Length)];
            tally.OnText(TextKind.Answer, 0, piece);
            utf8 = utf8[piece.Length..];
        }

        return tally.Output;
    }

    private static CapacityCounts Oracle(string text) => new(
        text.EnumerateRunes().Count(),
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
        Encoding.UTF8.GetByteCount(text),
        text.Length == 0 ? 0 : text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\r' or '\n') + 1);
}
