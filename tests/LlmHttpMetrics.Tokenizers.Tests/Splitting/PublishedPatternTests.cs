using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmHttpMetrics.Tokenizers.Files;
using LlmHttpMetrics.Tokenizers.Splitting;

namespace LlmHttpMetrics.Tokenizers.Tests.Splitting;

/// <summary>
/// The rules cut as the published patterns do. .NET's engine sees surrogates instead of characters beyond the basic plane, and its
/// Unicode is that of the runtime, so the texts are of characters on which both agree; the others are the vectors' business.
/// </summary>
public sealed class PublishedPatternTests
{
    private const int Texts = 4_000;

    private static readonly string[] Joints =
    [
        " ", "  ", "   ", "\n", "\r\n", "\n\n", " \n", "\n ", "\n  \n", "\t", "\t\t", "'s", "'S", "'t", "'re", "'VE", "'ll", "'m", "'d", "'", "''",
        "'x", ".", "..",
        ",", ";\n", ";\n/", "/", "//", "-", "(", ")", "1", "12", "123", "1234", "12345678", "\u00a0", "\u3000", "\u0301", "a\u0301", "\u0301A", "½",
        "٣", "{", "}\n\n",
    ];

    private static readonly string[] Words =
        ["the", "The", "THE", "getElementById", "HTTPServer", "I", "x", "naïve", "ÉCOLE", "слово", "Слово", "你好", "日A日BB", "ǅa", "ʰX", "한국어", "हिन्दी"];

    [TestCase(SplitPattern.Gpt2, KnownPatterns.Gpt2)]
    [TestCase(SplitPattern.Cl100k, KnownPatterns.Cl100k)]
    [TestCase(SplitPattern.Cl100kSingleDigits, KnownPatterns.Cl100kSingleDigits)]
    [TestCase(SplitPattern.O200k, KnownPatterns.O200k)]
    [TestCase(SplitPattern.Tekken, KnownPatterns.Tekken)]
    public void Pieces_OfRandomTexts_AreTheMatchesOfThePattern(SplitPattern pattern, string published)
    {
        var regex = new Regex(published, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        var random = new Random((int)pattern);
        for (var i = 0; i < Texts; i++)
        {
            var text = RandomText(random);
            Assert.That(Pieces.Of(pattern, text), Is.EqualTo(regex.Matches(text).Select(match => match.Value)), text);
        }
    }

    [TestCase(SplitPattern.Cl100k)]
    [TestCase(SplitPattern.Cl100kSingleDigits)]
    [TestCase(SplitPattern.O200k)]
    [TestCase(SplitPattern.Tekken)]
    public void Starts_InAsciiWindows_AreThoseOfTheSlowWay(SplitPattern pattern)
    {
        var random = new Random((int)pattern);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Ascii(random);
            Assert.That(Pieces.ByWindows(pattern, text), Is.EqualTo(Pieces.Of(pattern, text)), text);
        }
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var parts = 1 + random.Next(20); parts > 0; parts--)
        {
            text.Append(random.Next(4) switch
            {
                0 => Joints[random.Next(Joints.Length)],
                1 => Joints[random.Next(Joints.Length)],
                2 => Words[random.Next(Words.Length)],
                _ => AgreedCharacter(random).ToString(),
            });
        }

        return text.ToString();
    }

    private static char AgreedCharacter(Random random)
    {
        while (true)
        {
            // The long s equals s where the reference ignores case, but not here.
            var c = (char)random.Next(0xFFFE);
            if (!char.IsSurrogate(c) && c != '\u017F' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.OtherNotAssigned && Agrees(c))
            {
                return c;
            }
        }
    }

    private static bool Agrees(char c) => CharacterClasses.Of(c) switch
    {
        CharacterClass.Upper => char.IsUpper(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.TitlecaseLetter,
        CharacterClass.Lower => char.IsLower(c),
        CharacterClass.Uncased => char.IsLetter(c),
        CharacterClass.Number => char.IsNumber(c),
        CharacterClass.Space or CharacterClass.LineEnd => char.IsWhiteSpace(c),
        CharacterClass.Mark =>
            CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark,
        _ => !char.IsLetterOrDigit(c) && !char.IsWhiteSpace(c),
    };

    private static string Ascii(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < 130)
        {
            var joint = Joints[random.Next(Joints.Length)];
            text.Append(random.Next(3) == 0 || !System.Text.Ascii.IsValid(joint) ? Words[random.Next(7)] : joint);
        }

        return text.ToString();
    }
}
