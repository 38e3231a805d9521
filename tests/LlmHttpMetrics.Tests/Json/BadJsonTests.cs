using System.Text;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Whole answers that are odd, wrong or hostile.</summary>
public sealed class BadJsonTests
{
    private const int Depth = 10_000;

    private static readonly string Good = WireSamples.ChatAnswer.Trim();
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Odd, and the figures are there all the same.</summary>
    public static readonly WireCase[] Understood =
    [
        new("byte order mark", [.. Mark, .. WireSamples.Bytes(Good)]),
        new("white space before", new string('\n', 5000) + Good),
        new("garbage after", Good + "}]garbage\0"),
        new("another document after", Good + """{"id":"other","usage":{"prompt_tokens":1,"completion_tokens":1},"error":{"code":"none"}}"""),
        new("another on the next line", Good + "\n" + Good),
        new(
            "escaped names",
            Good.Replace("usage", "us\\u0061ge", StringComparison.Ordinal).Replace("\"prompt_tokens\"", "\"prompt\\u005Ftokens\"", StringComparison.Ordinal)),
        new("the usage twice", Before("""usage":{"prompt_tokens":1,"completion_tokens":2},""")),
        new("a figure twice", Good.Replace("\"prompt_tokens\":11", "\"prompt_tokens\":1,\"prompt_tokens\":11", StringComparison.Ordinal)),
        new("deep objects", Before($"""x":{Repeat("{\"a\":", Depth)}1{Repeat("}", Depth)},""")),
        new("deep arrays with brackets in strings", Before($"""x":{Repeat("[\"]}\\\"\",", Depth)}1{Repeat("]", Depth)},""")),
        new(
            "deep where text is expected",
            Good.Replace("\"role\":", $"\"content\":{Repeat("[", Depth)}{Repeat("]", Depth)},\"role\":", StringComparison.Ordinal)),
        new("deep where usage is expected", Before($"""usage":{Repeat("{\"usage\":", Depth)}1{Repeat("}", Depth)},""")),
        new("lone surrogates", Before("""x":"\ud83d","y\ude42":"\ude42\ud83d","system_fingerprint":"\ud83d",""")),
        new("invalid UTF-8", Bytes(Before("""x":"#","#":"#","system_fingerprint":"#","""), 0xC3, 0xFF, 0xED, 0xA0, 0x80)),
        new("NUL and control characters in strings", Before("x\0\":\"a\0b\t\r\n\u0001\",")),
        new("a long name", Before($"""{new string('n', 100_000)}":1,""")),
        new("a long number", Before($"""x":{new string('9', 100_000)},""")),
        new("wrongly typed members", Before("""object":[],"service_tier":{},"id":7,"system_fingerprint":true,"error":null,""")),
    ];

    /// <summary>No answer that can be followed to its end.</summary>
    public static readonly WireCase[] Lost =
    [
        new("nothing", ""),
        new("white space", " \r\n\t"),
        new("byte order mark alone", Mark),
        new("opened and no more", "{"),
        new("deep and never closed", Repeat("{\"choices\":[", Depth)),
        new("arrays never closed", Repeat("[", Depth)),
        new("closed by the wrong bracket", "{\"id\":\"x\"]"),
        new("a string never closed", "{\"id\":\"" + new string('x', 100_000)),
        new("an escape at the end", "{\"id\":\"x\\"),
        new("a half escape at the end", "{\"id\":\"x\\u00"),
        new("single quotes", Good.Replace('"', '\'')),
        new("UTF-16 with its mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Good)]),
        new("HTML", "<!doctype html><html></html>"),
        new("random bytes", [0x00, 0xFF, 0x13, 0x37, 0x80, 0x0A]),
    ];

    [Test]
    public async Task Answer_Odd_IsUnderstood([ValueSource(nameof(Understood))] WireCase answer, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Completed, (string?)null)));
        Assert.That((result.Tokens, result.UsageMissing, result.Failures), Is.EqualTo((((double?)11, (double?)7), 0d, 0d)));
    }

    [Test]
    public async Task Answer_Lost_IsBrokenAndItsUsageMissing([ValueSource(nameof(Lost))] WireCase answer, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Broken, "stream_truncated")));
        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((1d, 0d)));
    }

    [Test]
    public async Task Answer_CutAnywhere_IsBrokenAndKeepsWhatIsKnown([Values] Delivery delivery)
    {
        var usageEnds = Good.IndexOf("\"total_tokens\"", StringComparison.Ordinal);
        for (var length = 0; length < Good.Length - 1; length++)
        {
            var result = await new WireCase("cut", Good[..length]).PlayAsync(delivery, sync: true);

            Assert.That((result.Ending.Outcome, result.Failures), Is.EqualTo((LlmOutcomes.Broken, 0d)), $"at {length}");
            Assert.That(result.Tokens.Output, length < usageEnds - 1 ? Is.AnyOf(null, 7d) : Is.EqualTo(7), $"at {length}");
        }
    }

    [Test]
    public async Task Answer_InUtf16_IsUsageMissing([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await new WireCase("UTF-16", Encoding.Unicode.GetBytes(Good)).PlayAsync(delivery, sync);

        Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((1d, 0d)));
    }

    /// <summary>The answer with a member before its first; the text begins inside the name's quotes.</summary>
    private static string Before(string member) => "{\"" + member + Good[1..];

    private static byte[] Bytes(string text, params byte[] forMark) =>
        [.. WireSamples.Bytes(text).SelectMany(b => b == '#' ? forMark : [b])];

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
