using LlmHttpMetrics.Tests.Reading;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Long strings with escapes, mapped or not, split anywhere.</summary>
[TestFixture]
public sealed class EscapedTextTests
{
    private static readonly string[] Paths = ["text", "word", "after"];
    private static readonly HashSet<string> Texts = ["text"];
    private static readonly FieldMap Map = new([new("text", FieldAction.Text, 0), new("word", FieldAction.Figure, 1), new("after", FieldAction.Figure, 2)]);

    private static readonly string[] Escapes =
    [
        "\\n", "\\t", "\\r", "\\b", "\\f", "\\/", "\\\"", "\\\\", "\\\\\\\"", "\\u0022", "\\u0027", "\\u003C", "\\u00e9", "\\u00DF", "\\u07ff", "\\u0800",
        "\\u4e2d", "\\uFFFD", "\\u0000", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\ud83dx", "é", "漢", "😀", "}", "]", "{\\\"", "[",
    ];

    [Test]
    public void Text_AnyLengthAndSplit_AsParsed() => ForAnySeed((text, _) => $$"""{"text":"{{text}}","after":1}""");

    [Test]
    public void Word_AnyLengthAndSplit_AsParsed() => ForAnySeed((text, _) => $$"""{"word":"{{text}}","after":1}""");

    [Test]
    public void Unwanted_AnyLengthAndSplit_PassedOver() => ForAnySeed((text, _) => $$"""{"other":"{{text}}","after":1}""");

    [Test]
    public void UnwantedContainer_AnyLengthAndSplit_PassedOver() =>
        ForAnySeed((text, other) => $$$"""{"other":{"a":["{{{text}}}",{"c":["{{{other}}}",{}]}],"b":"{{{text}}}"},"after":1}""");

    [TestCase("\\u12x4")]
    [TestCase("\\uZZZZ")]
    [TestCase("\\u 123")]
    [TestCase("\\u123")]
    [TestCase("\\x41")]
    [TestCase("\t")]
    [TestCase("\u0001")]
    public void Text_WithWhatIsNoEscape_SameOverAnySplit(string odd)
    {
        for (var before = 0; before < 70; before++)
        {
            var json = $$"""{"text":"{{new string('b', before)}}\n{{odd}}{{new string('a', 80)}}\n","after":1}""";
            var whole = Scan(json, rest => rest);
            Assert.That(whole, Has.Count.EqualTo(2), json);
            Assert.That(whole[1], Is.EqualTo("after literal 1"));
            Assert.That(Scan(json, _ => 1), Is.EqualTo(whole));
            Assert.That(Scan(json, _ => 67), Is.EqualTo(whole));
        }
    }

    private static void ForAnySeed(Func<string, string, string> document) =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var json = document(Text(random), Text(random));
            var expected = new JsonOracle(Paths, Texts).Facts(json).Where(fact => !fact.EndsWith(" text ", StringComparison.Ordinal)).ToArray();
            foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => random.Next(1, 150), _ => random.Next(1, 5000) })
            {
                Assert.That(Scan(json, split), Is.EqualTo(expected), json);
            }
        }));

    /// <summary>Up to some thousand bytes, with many escapes or few.</summary>
    private static string Text(Random random)
    {
        var text = new StringBuilder();
        var longest = random.Next(1, 400);
        for (var pieces = random.Next(60); pieces > 0; pieces--)
        {
            text.Append(random.Next(3) == 0 ? "" : new string((char)random.Next('a', 'z'), random.Next(longest)));
            text.Append(Escapes[random.Next(Escapes.Length)]);
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Scan(string json, Func<int, int> split)
    {
        var sink = new FactSink(Paths);
        var scanner = new JsonScanner(sink);
        scanner.Begin(Map);
        var bytes = Encoding.UTF8.GetBytes(json).AsSpan();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(split(bytes.Length), bytes.Length)];
            scanner.Consume(piece, stopAtLineEnd: false);
            bytes = bytes[piece.Length..];
        }

        scanner.End();
        Assert.That(scanner.RootClosed, Is.True, json);
        return sink.Finish();
    }
}
