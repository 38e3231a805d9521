using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace LlmHttpMetrics.Tokenizers.Tests.Counting;

/// <summary>What holds for every text, whatever it is.</summary>
public sealed class CountPropertyTests
{
    private static readonly string[] Encodings = [TokenEncodings.O200kBase, TokenEncodings.Cl100kBase, TokenEncodings.P50kBase];

    private static readonly string[] Parts =
    [
        " the", "The", " and", "'s", "'LL", "\n", "\r\n", " ", "  ", "\t", "1", "2345", ".", ";\n", "//", "==", "Ж", "слово", "你好", "世", "😀", "𝒜",
        "\u0301", "é", "\ud83d", "\ude00",
        "qzxv", "HTTPServer", "\0", "<|endoftext|>", "aaaaaaaaaaaaaaaaaaaaaaaa", "================", "\ufffd", "ſ",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Parts).ArrayOf().Select(parts => string.Concat(parts)).ToArbitrary();

    [TestCaseSource(nameof(Encodings))]
    public void Count_OfAnyText_IsTheNumberOfItsTokens(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        Prop.ForAll(Texts, text => tokenizer.Count(text) == tokenizer.Encode(text).Length
            && tokenizer.CountUtf8(Encoding.UTF8.GetBytes(text)) == tokenizer.Count(text)).QuickCheckThrowOnFailure();
    }

    [TestCaseSource(nameof(Encodings))]
    public void Decode_OfEncode_IsTheText(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        Prop.ForAll(Texts, text => tokenizer.Decode(tokenizer.Encode(text)) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))
            .QuickCheckThrowOnFailure();
    }

    [TestCaseSource(nameof(Encodings))]
    public void Append_InAnyParts_CountsAsTheWhole(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        using var counter = tokenizer.CreateCounter();
        Prop.ForAll(Texts, Texts, ArbMap.Default.ArbFor<PositiveInt>(), (text, other, size) =>
        {
            var whole = text + other;
            counter.Reset();
            foreach (var part in whole.Chunk(size.Get))
            {
                counter.Append(part);
            }

            return counter.Count == tokenizer.Count(whole);
        }).QuickCheckThrowOnFailure();
    }

    [TestCaseSource(nameof(Encodings))]
    public void AppendUtf8_InAnyParts_CountsAsTheWhole(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        using var counter = tokenizer.CreateCounter();
        Prop.ForAll(Texts, ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, noise, size) =>
        {
            // Bytes that are no text, too: they count as what they are decoded to.
            byte[] bytes = [.. Encoding.UTF8.GetBytes(text), .. noise, .. Encoding.UTF8.GetBytes(text)];
            counter.Reset();
            foreach (var part in bytes.Chunk(size.Get))
            {
                counter.AppendUtf8(part);
            }

            var expected = tokenizer.Count(Encoding.UTF8.GetString(bytes));
            return counter.Count == expected && tokenizer.CountUtf8(bytes) == expected;
        }).QuickCheckThrowOnFailure();
    }

    [TestCaseSource(nameof(Encodings))]
    public void Count_OfParagraphs_IsTheSumOfTheirs(string encoding)
    {
        // A letter after a line end begins a piece in every pattern, so no token goes over that border.
        var tokenizer = TokenEncodings.Get(encoding);
        Prop.ForAll(Texts, Texts, (one, other) => tokenizer.Count(one + "x\ny" + other) == tokenizer.Count(one + "x\n") + tokenizer.Count("y" + other))
            .QuickCheckThrowOnFailure();
    }

    [TestCaseSource(nameof(Encodings))]
    public void TryCount_WithAnyLimit_KnowsWhetherTheTextIsWithin(string encoding)
    {
        var tokenizer = TokenEncodings.Get(encoding);
        Prop.ForAll(Texts, ArbMap.Default.ArbFor<NonNegativeInt>(), (text, limit) =>
        {
            var all = tokenizer.Count(text);
            var isWithin = tokenizer.TryCount(text, limit.Get, out var count);
            var isWithinUtf8 = tokenizer.TryCountUtf8(Encoding.UTF8.GetBytes(text), limit.Get, out var ofUtf8);
            return isWithin == (all <= limit.Get) && count == Math.Min(all, limit.Get + 1) && isWithinUtf8 == isWithin && ofUtf8 == count;
        }).QuickCheckThrowOnFailure();
    }
}
