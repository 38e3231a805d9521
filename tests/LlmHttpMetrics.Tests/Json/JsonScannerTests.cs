using LlmHttpMetrics.Tests.Reading;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

[TestFixture]
public sealed class JsonScannerTests
{
    private static readonly string[] Paths =
    [
        "a", "usage", "usage.prompt_tokens", "usage.completion_tokens_details.a", "choices[*]", "choices[*].a", "choices[*].b", "b[*]", "b[*].a",
        "['x\"y']", "ü", "𝔘.a", "[*]", "[*].usage", "[*][*].a", "completion_tokens_details.usage.choices[*].b",
    ];

    private static readonly HashSet<string> Texts = ["a", "b[*].a", "choices[*].a", "[*].usage", "ü"];

    private static readonly FieldMap Map = new(
        Paths.Select((path, i) => new Field(path, Texts.Contains(path) ? FieldAction.Text : FieldAction.Figure, (byte)i)));

    [Test]
    public void Document_AnySplit_SameFactsAsOracle() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            for (var i = 0; i < 20; i++)
            {
                var json = new RandomJson(unchecked((seed * 31) + i), oneLine: false).Document();
                AssertSameFacts(json, stopAtLineEnd: false, seed);
            }
        }));

    [Test]
    public void Line_AnySplit_SameFactsAsOracle() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            for (var i = 0; i < 20; i++)
            {
                var json = new RandomJson(unchecked((seed * 17) + i), oneLine: true).Document();
                AssertSameFacts(json, stopAtLineEnd: true, seed);
            }
        }));

    [TestCase("""{"us\u0061ge":{"prompt_tokens":7}}""", "usage.prompt_tokens literal 7")]
    [TestCase("""{"usage":{"prompt_tokens":7,"prompt_tokens":8}}""", "usage.prompt_tokens literal 8")]
    public void Usage_OddlyWritten_Found(string json, string fact) => Assert.That(Scan(json, Whole, false), Does.Contain(fact));

    [Test]
    public void Nesting_TenThousandDeep_PassedOver()
    {
        var opened = string.Concat(Enumerable.Repeat("[{\"z\":", 10_000));
        var closed = string.Concat(Enumerable.Repeat("}]", 10_000));
        var json = "{\"z\":" + opened + "1" + closed + ",\"usage\":{\"prompt_tokens\":3}}";
        Assert.That(Scan(json, Whole, false), Does.Contain("usage.prompt_tokens literal 3"));
    }

    [Test]
    public void LongValue_Cut_AtItsLimit()
    {
        var json = $$"""{"b":["{{new string('x', 5000)}}"]}""";
        Assert.That(Scan(json, Whole, false), Does.Contain($"b[*] string {new string('x', JsonScanner.MaxValueLength)}"));
        Assert.That(Scan(json, Bytes, false), Does.Contain($"b[*] string {new string('x', JsonScanner.MaxValueLength)}"));
    }

    [TestCase("{\"usage\" 1}")]
    [TestCase("{\"usage\":}")]
    [TestCase("{usage:1}")]
    [TestCase("{\"usage\":1]")]
    [TestCase("[1,]")]
    [TestCase("{\"a\":1,}")]
    public void Malformed_Document_IsLost(string json)
    {
        var sink = new FactSink(Paths);
        var scanner = new JsonScanner(sink);
        scanner.Begin(Map);
        scanner.Consume(Encoding.UTF8.GetBytes(json), stopAtLineEnd: false);
        scanner.End();
        Assert.That(scanner.IsLost, Is.True);
        Assert.That(scanner.RootClosed, Is.False);
    }

    [Test]
    public void Garbage_Any_NeverThrowsAndNextDocumentIsRead() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(FsCheck.FSharp.ArbMap.defaults.ArbFor<byte[]>(), garbage =>
        {
            var sink = new FactSink(Paths);
            var scanner = new JsonScanner(sink);
            scanner.Begin(Map);
            byte[] body = [(byte)'{', (byte)'"', .. garbage];
            scanner.Consume(body, stopAtLineEnd: garbage.Length % 2 == 0);
            scanner.End();
            sink.Facts.Clear();
            scanner.Begin(Map);
            scanner.Consume("""{"usage":{"prompt_tokens":9}}"""u8, stopAtLineEnd: false);
            scanner.End();
            Assert.That(sink.Finish(), Does.Contain("usage.prompt_tokens literal 9"));
        }));

    private static void AssertSameFacts(string json, bool stopAtLineEnd, int seed)
    {
        var expected = new JsonOracle(Paths, Texts).Facts(json).Where(fact => !fact.EndsWith(" text ", StringComparison.Ordinal)).ToArray();
        foreach (var split in new[] { Whole, Bytes, Pieces(seed) })
        {
            Assert.That(Scan(json, split, stopAtLineEnd), Is.EqualTo(expected), json);
        }
    }

    private static IReadOnlyList<string> Scan(string json, Func<int, int> split, bool stopAtLineEnd)
    {
        var sink = new FactSink(Paths);
        var scanner = new JsonScanner(sink);
        scanner.Begin(Map);
        var bytes = Encoding.UTF8.GetBytes(json).AsSpan();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(split(bytes.Length), bytes.Length)];
            Assert.That(scanner.Consume(piece, stopAtLineEnd), Is.EqualTo(piece.Length));
            bytes = bytes[piece.Length..];
        }

        scanner.End();
        Assert.That(scanner.RootClosed, Is.True, json);
        return sink.Finish();
    }

    private static int Whole(int rest) => rest;

    private static int Bytes(int rest) => 1;

    private static Func<int, int> Pieces(int seed)
    {
        var random = new Random(seed);
        return _ => random.Next(1, 150);
    }
}
