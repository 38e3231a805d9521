using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>Names of members, long and short, alike in their beginnings or their ends, in any order.</summary>
[TestFixture]
public sealed class MemberNameTests
{
    private static readonly string[] Paths =
    [
        "cache.ephemeral_5m_input_tokens", "cache.ephemeral_1h_input_tokens", "cache.a", "a", "ab", "abcdefg", "abcdefgh", "abcdefghi",
        new('n', 29), new('n', 30), new('n', 31), new('n', 40), "ü", "cached",
    ];

    private static readonly string[] Others =
        ["ephemeral_5m_input_tokens", "other", "abcdefgx", "abcdefgX", "cache\\u0064", "", "x\\\"y", new('n', 32), new('n', 63), "ephemeral_5m_input_tokenz"];

    private static readonly FieldMap Map = new(Paths.Select((path, i) => new Field(path, FieldAction.Figure, (byte)i)));

    [Test]
    public void Members_AnyOrder_SameFactsAsOracle() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var sink = new FactSink(Paths);
            var scanner = new JsonScanner(sink);
            for (var document = 0; document < 10; document++)
            {
                var json = Document(random);
                var oneByte = random.Next(4) == 0;
                sink.Facts.Clear();
                scanner.Begin(Map);
                var bytes = Encoding.UTF8.GetBytes(json);
                for (var at = 0; at < bytes.Length; at += oneByte ? 1 : bytes.Length)
                {
                    scanner.Consume(bytes.AsSpan(at, oneByte ? 1 : bytes.Length), stopAtLineEnd: false);
                }

                scanner.End();
                Assert.That(sink.Finish(), Is.EqualTo(new JsonOracle(Paths, []).Facts(json)), json);
            }
        }));

    [Test]
    public void Members_Many_SameFactsAsOracle()
    {
        var sink = new FactSink(Paths);
        var scanner = new JsonScanner(sink);
        for (var document = 0; document < 3; document++)
        {
            var others = string.Concat(Enumerable.Range(0, 512).Select(i => $"\"other{i}\":{i},"));
            var json = $$"""{{{others}}"ab":1,"cache":{ {{others}}"a":2},"abcdefghi":3}""";
            sink.Facts.Clear();
            scanner.Begin(Map);
            scanner.Consume(Encoding.UTF8.GetBytes(json), stopAtLineEnd: false);
            scanner.End();
            Assert.That(sink.Finish(), Is.EqualTo(new JsonOracle(Paths, []).Facts(json)));
        }
    }

    private static string Document(Random random)
    {
        var cache = string.Join(',', Members(random, Paths[..3].Select(path => path["cache.".Length..])));
        var members = Members(random, Paths[3..]).Append($$"""  "cache" {{Space(random)}}: { {{cache}} }""").ToArray();
        random.Shuffle(members);
        return $$"""{ {{string.Join(",", members)}} }""";
    }

    private static string[] Members(Random random, IEnumerable<string> names)
    {
        var members = names.Concat(Others)
            .Where(_ => random.Next(3) != 0)
            .Select(name => $"\"{name}\"{Space(random)}:{Space(random)}{random.Next(100)}")
            .ToArray();
        random.Shuffle(members);
        return members;
    }

    private static string Space(Random random) => random.Next(4) == 0 ? " " : "";
}
