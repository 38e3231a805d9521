using System.Text;
using LlmHttpMetrics.Text;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Text;

[TestFixture]
public sealed class TextTallyTests
{
    private static readonly Rune[] Kinds = [new('a'), new('é'), new('漢'), new(0x1F600), new(0x7F), new(0x80), new(0x7FF), new(0xFFFF), new(0x10FFFF)];

    [Test]
    public void Text_AnyLengthCutAnywhere_CharactersAndBytesAreCounted()
    {
        var random = new Random(11);
        for (var length = 0; length < 300; length++)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(_ => Kinds[random.Next(Kinds.Length)].ToString()));
            var utf8 = Encoding.UTF8.GetBytes(text);
            var cut = random.Next(utf8.Length + 1);
            var tally = new TextTally();
            tally.OnText(TextKind.Input, 0, utf8.AsSpan(0, cut));
            tally.OnText(TextKind.Input, 0, utf8.AsSpan(cut));
            Assert.That(tally.Characters(TextKind.Input), Is.EqualTo(length));
            Assert.That(tally.Bytes(TextKind.Input), Is.EqualTo(utf8.Length));
        }
    }
}
