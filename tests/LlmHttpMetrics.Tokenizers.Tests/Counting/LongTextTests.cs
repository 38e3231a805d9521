using System.Text;

namespace LlmHttpMetrics.Tokenizers.Tests.Counting;

/// <summary>Texts longer than the buffers, and pieces that do not end.</summary>
public sealed class LongTextTests
{
    /// <summary>More than twice the longest piece that a counter holds.</summary>
    private static readonly int Length = TestScale.Of(sample: 150_000, all: 700_000);

    private static readonly Tokenizer Tokenizer = TokenEncodings.Get(TokenEncodings.O200kBase);

    private static readonly string[] Kinds =
    [
        "a", " ", "=", "\n", "=-", "ab", "你好", "😀", "The quick brown fox, it's 12345 times.\n", "слово ", "A", "1", " \n", "x\u0301",
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Count_OfLongText_IsTheNumberOfItsTokens(string kind)
    {
        var text = string.Concat(Enumerable.Repeat(kind, Length / kind.Length));
        var tokens = Tokenizer.Encode(text).Length;

        Assert.That(Tokenizer.Count(text), Is.EqualTo(tokens));
        Assert.That(Tokenizer.CountUtf8(Encoding.UTF8.GetBytes(text)), Is.EqualTo(tokens));
        Assert.That(Tokenizer.TryCount(text, 100, out var count), Is.False);
        Assert.That(count, Is.EqualTo(101));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Append_PieceWithinTheBound_IsExact(string kind)
    {
        var text = string.Concat(Enumerable.Repeat(kind, 20_000 / kind.Length));
        using var counter = Tokenizer.CreateCounter();
        foreach (var part in text.Chunk(37))
        {
            counter.Append(part);
        }

        Assert.That(counter.Count, Is.EqualTo(Tokenizer.Count(text)));
        Assert.That(counter.IsApproximate, Is.False);
    }

    [TestCase(1)]
    [TestCase(997)]
    [TestCase(int.MaxValue)]
    public void Append_PieceThatNeverEnds_IsCutAndSaysSo(int size)
    {
        var text = new string('a', 4 * TokenCounter.MaxPieceBytes);
        using var counter = Tokenizer.CreateCounter();
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(size))
        {
            counter.AppendUtf8(part);
        }

        Assert.That(counter.IsApproximate, Is.True);
        Assert.That(counter.Count, Is.EqualTo(Tokenizer.Count(text)).Within(8));
        counter.Reset();
        Assert.That((counter.Count, counter.IsApproximate), Is.EqualTo((0L, false)));
    }

    [Test]
    public void Count_OfAnyText_AllocatesNothing()
    {
        var texts = Kinds.Select(kind => string.Concat(Enumerable.Repeat(kind, 100_000 / kind.Length))).ToArray();
        var bytes = texts.Select(Encoding.UTF8.GetBytes).ToArray();
        using var counter = Tokenizer.CreateCounter();
        CountAll();
        CountAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        CountAll();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void CountAll()
        {
            for (var i = 0; i < texts.Length; i++)
            {
                Tokenizer.Count(texts[i]);
                Tokenizer.CountUtf8(bytes[i]);
                Tokenizer.TryCount(texts[i], 10, out _);
                counter.Reset();
                counter.Append(texts[i]);
                _ = counter.Count;
            }
        }
    }

    [Test]
    public void Count_FromManyThreads_IsThatOfOne()
    {
        var texts = Enumerable.Range(0, 200).Select(i => string.Concat(Enumerable.Range(0, 300).Select(j => $" qx{(i * 31) + (j * 7)}zv{j}"))).ToArray();
        var tokenizer = TokenizerOf(TokenEncodings.O200kBase);
        var expected = Array.ConvertAll(texts, text => Tokenizer.Encode(text).Length);

        Parallel.For(0, 2_000, i => Assert.That(tokenizer.Count(texts[i % texts.Length]), Is.EqualTo(expected[i % texts.Length])));
    }

    /// <summary>A tokenizer of its own, with empty caches.</summary>
    private static LlmHttpMetrics.Tokenizers.Merging.BpeTokenizer TokenizerOf(string name)
    {
        var definition = LlmHttpMetrics.Tokenizers.Encodings.EncodingDefinitions.Find(name)!;
        var vocabulary = LlmHttpMetrics.Tokenizers.Encodings.EncodingVocabularies.Get(definition.Resource, definition.Ranks);
        return new(definition.Name, vocabulary, definition.Pattern, definition.SpecialTokens);
    }
}
