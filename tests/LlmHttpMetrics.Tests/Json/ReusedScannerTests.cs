using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>What one scanner reports of bodies that are alike is what a new scanner reports of each.</summary>
[TestFixture]
public sealed class ReusedScannerTests
{
    private static readonly string[] Paths =
    [
        "id", "model", "choices[*]", "choices[*].index", "choices[*].message.content", "choices[*].finish_reason", "usage", "usage.prompt_tokens",
        "usage.completion_tokens", "usage.prompt_tokens_details.cached_tokens", "service_tier", "a.b[*].c",
    ];

    private static readonly FieldMap Map = new(
        Paths.Select((path, i) => new Field(path, path is "choices[*].message.content" ? FieldAction.Text : FieldAction.Figure, (byte)i)));

    private static readonly FieldMap Other = new([new Field("usage.prompt_tokens", FieldAction.Figure, 7), new Field("id", FieldAction.Figure, 0)]);

    [Test]
    public void Bodies_OfLikeAnswers_SameFactsAsEachAlone() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            seed &= int.MaxValue;
            var bodies = new RepetitiveAnswers(seed).Bodies(30).Select(Encoding.UTF8.GetBytes).ToArray();
            var random = new Random(seed);
            foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => random.Next(1, 100), _ => random.Next(200, 2000) })
            {
                var used = new Answers();
                foreach (var body in bodies)
                {
                    var map = random.Next(8) == 0 ? Other : Map;
                    Assert.That(used.Read(map, body, split), Is.EqualTo(new Answers().Read(map, body, rest => rest)), Encoding.UTF8.GetString(body));
                }
            }
        }));

    /// <summary>An answer may differ in any byte from those that the scanner has read before.</summary>
    [Test]
    public void Body_WithAnyByteChanged_IsReadAsByANewScanner()
    {
        var like = Enumerable.Range(0, 3)
            .Select(i => Encoding.UTF8.GetBytes(
                RepetitiveAnswers.Answer($"chatcmpl-{i}", $"It is {i} \\\"o'clock\\\". " + new string('y', 90), 20 + i, "\"stop\"")))
            .ToArray();
        for (var at = 0; at < like[2].Length; at++)
        {
            foreach (var other in "\"}{,x\\ "u8)
            {
                var body = like[2].ToArray();
                body[at] = other;
                var used = new Answers();
                used.Read(Map, like[0], rest => rest);
                used.Read(Map, like[1], rest => rest);
                Assert.That(used.Read(Map, body, rest => rest), Is.EqualTo(new Answers().Read(Map, body, rest => rest)), Encoding.UTF8.GetString(body));
            }
        }
    }

    /// <summary>The text of one answer is never that of another.</summary>
    [Test]
    public void Bodies_WithLongTexts_EachTextIsReported()
    {
        var used = new Answers();
        foreach (var word in new[] { "sun", "moon", "moon", "star", "star", "star" })
        {
            var text = string.Concat(Enumerable.Repeat(word, 40));
            var facts = used.Read(Map, Encoding.UTF8.GetBytes(RepetitiveAnswers.Answer("chatcmpl-1", text, 20, "\"stop\"")), rest => rest);
            Assert.That(facts, Does.Contain($"choices[*].message.content text {text}"));
        }
    }

    private sealed class Answers
    {
        private readonly FactSink _sink = new(Paths);
        private readonly JsonScanner _scanner;

        public Answers() => _scanner = new JsonScanner(_sink);

        public List<string> Read(FieldMap map, byte[] body, Func<int, int> split)
        {
            _sink.Facts.Clear();
            _scanner.Begin(map);
            var bytes = body.AsSpan();
            while (!bytes.IsEmpty)
            {
                var piece = bytes[..Math.Min(split(bytes.Length), bytes.Length)];
                _scanner.Consume(piece, stopAtLineEnd: false);
                bytes = bytes[piece.Length..];
            }

            _scanner.End();
            return [.. _sink.Finish(), $"closed {_scanner.RootClosed} lost {_scanner.IsLost}"];
        }
    }
}
