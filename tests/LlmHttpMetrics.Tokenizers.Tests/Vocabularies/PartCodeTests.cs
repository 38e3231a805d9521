using LlmHttpMetrics.Tokenizers.Vocabularies;

namespace LlmHttpMetrics.Tokenizers.Tests.Vocabularies;

public sealed class PartCodeTests
{
    [Test]
    public void PartClass_OfAnyRank_IsTheOneWithItInside()
    {
        List<int> wrong = [];
        for (var rank = 0; rank <= BpeVocabulary.MaxCount; rank++)
        {
            var one = PartClass.Of(rank);
            if (one < 0 || one >= PartClass.Count || rank - PartClass.First(one) is var rest && (rest < 0 || rest >= 1 << PartClass.LowBitsOf(one)))
            {
                wrong.Add(rank);
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    // Frequencies like Fibonacci's numbers make the deepest tree.
    [TestCase(1.0)]
    [TestCase(1.6)]
    [TestCase(1.9)]
    public void CodeLengths_OfAnyFrequencies_StayWithinTheTableAndFillIt(double growth)
    {
        var frequencies = Enumerable.Range(0, 30).Select(i => (int)Math.Min(Math.Pow(growth, i), 1_000_000_000)).ToArray();
        var lengths = CodeLengths.Of(frequencies);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lengths, Is.All.InRange(1, CodeLengths.MaxBits));
            Assert.That(lengths.Sum(length => 1 << (CodeLengths.MaxBits - length)), Is.EqualTo(1 << CodeLengths.MaxBits));
        }
    }

    [Test]
    public void CodeLengths_OfOneSymbol_HasABitForIt() => Assert.That(CodeLengths.Of([0, 7, 0]), Is.EqualTo(new byte[] { 0, 1, 0 }));

    [Test]
    public void CodeLengths_OfNoSymbol_HasNone() => Assert.That(CodeLengths.Of([0, 0]), Is.All.Zero);
}
