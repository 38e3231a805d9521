using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Event streams with one event that is odd, wrong or hostile: those around it count as if it were not there.</summary>
public sealed class BadStreamTests
{
    private const int Depth = 10_000;
    private const string Delta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    private static readonly int GoodCharacters = Canary.Secret.Length + 2;

    private static readonly string Good = WireSamples.ChatStream;
    private static readonly int Middle = Good.IndexOf(
        "data: {\"id\":\"chatcmpl-2\",\"model\":\"gpt-5-mini-2025-08-07\",\"choices\":[{\"index\":0,\"delta\":{},", StringComparison.Ordinal);

    /// <summary>The event, and the number of answer characters in it; null if that cannot be determined.</summary>
    public static readonly (WireCase Answer, int? Characters)[] Events =
    [
        Event("cut after a backslash", Delta + "ab\\", 2),
        Event("cut after a backslash, then a carriage return", Delta + "ab\\\r", 2),
        Event("cut in an escape", Delta + "ab\\u00", 2),
        Event("cut after a high surrogate", Delta + "ab\\ud83d", null),
        Event("cut after a backslash where nobody looks", "data: {\"x\":\"ab\\", 0),
        Event("cut after a backslash in a skipped object", "data: {\"x\":{\"y\":\"ab\\", 0),
        Event("cut after a backslash in a name", "data: {\"na\\", 0),
        Event("cut in a literal", "data: {\"choices\":[{\"index\":1", 0),
        Event("text over two lines", Delta + "ab\ndata: cd\"}}]}", null),
        Event("text over three lines, one empty", Delta + "ab\ndata:\ndata:cd\"}}]}", null),
        Event("an escape over two lines", Delta + "ab\\\ndata: n\"}}]}", null),
        Event("a code unit over two lines", Delta + "\\u00\ndata: e9\"}}]}", null),
        Event("a surrogate pair over two lines", Delta + "\\ud83d\ndata: \\ude42\"}}]}", null),
        Event("a name over two lines", "data: {\"cho\ndata: ices\":[]}", 0),
        Event("a number over two lines", "data: {\"choices\":[{\"index\":\ndata: 0\ndata: ,\"delta\":{\"content\":\"abc\"}}]}", 3),
        Event("lone surrogates", Delta + "\\ud83d|\\ude42|\\ude42\\ud83d\"}}]}", 6),
        Event("NUL and controls in text", Delta + "a\0b\tc\u0001\"}}]}", 6),
        Event("NUL between", "data: {\0\"x\"\0:\0 1\0}\0", 0),
        Event("NUL for a line", "\0", 0),
        Event("deep", $"data: {{\"x\":{Repeat("[", Depth)}1{Repeat("]", Depth)}}}", 0),
        Event("deep and never closed", $"data: {Repeat("{\"choices\":[", Depth)}", 0),
        Event("two documents", Delta + "ab\"}}]}{\"error\":{\"code\":\"none\"}}", 2),
        Event("two documents on two lines", Delta + "ab\"}}]}\ndata: {\"error\":{\"code\":\"none\"}}", 2),
        Event("garbage after", Delta + "ab\"}}]}]]}\"\\", 2),
        Event("a byte order mark before", "data: \uFEFF{\"x\":1}", 0),
        Event("a byte order mark before the line", "\uFEFFdata: {\"error\":1}", 0),
        Event("data without a colon", "data", 0),
        Event("data without a value", "data:", 0),
        Event("fields nobody knows", "DATA: {\"error\":1}\ndatum: 1\n data: {\"error\":1}\nretry: soon\nid: \0", 0),
        Event("a long field name", new string('d', 100_000) + ": {\"error\":1}", 0),
        Event("a long event name", $"event: {new string('e', 100_000)}\ndata: {{\"x\":1}}", 0),
        Event("a name without data", "event: ping", 0),
        Event("an index out of all bounds", "data: {\"choices\":[{\"index\":99999999999,\"delta\":{\"content\":null}},{\"index\":-1,\"delta\":{}}]}", 0),
        Event("no JSON", "data: not json at all", 0),
        Event("HTML", "data: <html>{\"error\":1}</html>", 0),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        from row in Events
        from delivery in Enum.GetValues<Delivery>()
        from sync in new[] { true, false }
        select new TestCaseData(row.Answer, row.Characters, delivery, sync);

    [TestCaseSource(nameof(Cases))]
    public async Task Stream_WithABadEvent_IsMeasuredByTheOthers(WireCase answer, int? characters, Delivery delivery, bool sync)
    {
        var result = await answer.PlayAsync(delivery, sync);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Completed, (string?)null)));
        Assert.That((result.Tokens, result.UsageMissing, result.Failures), Is.EqualTo((((double?)11, (double?)7), 0d, 0d)));
        Assert.That(result.Event.ResponseCharacters, characters is { } more
            ? Is.EqualTo(GoodCharacters + more)
            : Is.InRange(GoodCharacters, GoodCharacters + 9));
    }

    [Test]
    public async Task Stream_OfInvalidUtf8_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        byte[] bad = [.. WireSamples.Bytes(Delta), 0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80, 0xF0, 0x9F, .. WireSamples.Bytes("\"}}]}\n\n")];

        var result = await (WireBodies.ChatStream with { Body = [.. WireSamples.Bytes(Good[..Middle]), .. bad, .. WireSamples.Bytes(Good[Middle..])] })
            .PlayAsync(
                delivery, sync);

        Assert.That((result.Ending.Outcome, result.Tokens, result.Failures), Is.EqualTo((LlmOutcomes.Completed, ((double?)11, (double?)7), 0d)));
    }

    [Test]
    public async Task Stream_CutAnywhere_IsRecordedOnceAndNoFaultOfOurs([Values] Delivery delivery)
    {
        for (var length = 0; length < Good.Length; length += 3)
        {
            var result = await (WireBodies.ChatStream with { Body = WireSamples.Bytes(Good)[..length] }).PlayAsync(delivery, sync: true);

            Assert.That(result.Ending.Outcome, Is.AnyOf(LlmOutcomes.Broken, LlmOutcomes.Completed), $"at {length}");
            Assert.That(result.Failures, Is.Zero, $"at {length}");
        }
    }

    private static (WireCase Answer, int? Characters) Event(string name, string text, int? characters) =>
        (WireBodies.ChatStream with { Name = name, Body = WireSamples.Bytes($"{Good[..Middle]}{text}\n\n{Good[Middle..]}") }, characters);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
