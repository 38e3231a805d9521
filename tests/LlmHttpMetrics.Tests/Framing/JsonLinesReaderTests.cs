using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Tests.Json;

namespace LlmHttpMetrics.Tests.Framing;

[TestFixture]
public sealed class JsonLinesReaderTests
{
    private static readonly string[] Paths = ["a", "a.usage", "usage.prompt_tokens", "choices[*].a", "b[*]", "a.b[*]"];
    private static readonly string[] LineEnds = ["\n", "\r\n", "\n\n", " \n\t\r\n"];

    [Test]
    public void Lines_AnySplit_SameEventsAsOracle() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var documents = Enumerable.Range(0, random.Next(1, 12)).Select(_ => new RandomJson(random.Next(), oneLine: true).Document()).ToArray();
            var stream = Encoding.UTF8.GetBytes(string.Concat(documents.Select(document => document + LineEnds[random.Next(LineEnds.Length)])));
            var expected = documents.SelectMany(document => new JsonOracle(Paths, []).Facts(document).Append("end")).ToArray();
            foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => random.Next(1, 100) })
            {
                Assert.That(Read(stream, split), Is.EqualTo(expected), Encoding.UTF8.GetString(stream));
            }
        }));

    [Test]
    public void Document_CountsWithItsLastByte()
    {
        var events = new Events();
        events.Reader.Begin(events.Map);

        events.Reader.Consume("{\"a\":1}"u8);

        Assert.That(events.Facts, Is.EqualTo(new[] { "a literal 1", "end" }));
    }

    [TestCase("{\"a\":1}\n{\"a\":2", "a literal 1,end,a literal 2,end", TestName = "Lines_CutInADocument_GiveWhatItSaid")]
    [TestCase("{\"a\":[{\n{\"a\":2}\n", "a enter,end,a literal 2,end", TestName = "Lines_BrokenOffByALineEnd_GoOnWithTheNext")]
    [TestCase("}x{\n{\"a\":2}\n", "end,a literal 2,end", TestName = "Lines_ThatAreNoJson_GoOnWithTheNext")]
    [TestCase("{\"a\":1} trailing {\"a\":3}\n{\"a\":2}\n", "a literal 1,end,a literal 2,end", TestName = "Lines_WithMoreAfterTheDocument_PassItBy")]
    [TestCase("\n\r\n \n", "", TestName = "Lines_Empty_AreNothing")]
    public void Lines_Odd_AreReadAlikeInAnySplit(string stream, string expected)
    {
        foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => 3 })
        {
            Assert.That(string.Join(',', Read(Encoding.UTF8.GetBytes(stream), split)), Is.EqualTo(expected));
        }
    }

    private static List<string> Read(byte[] stream, Func<int, int> split)
    {
        var events = new Events();
        events.Reader.Begin(events.Map);
        var bytes = stream.AsSpan();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(split(bytes.Length), bytes.Length)];
            events.Reader.Consume(piece);
            bytes = bytes[piece.Length..];
        }

        events.Reader.End();
        return events.Facts;
    }

    private sealed class Events : IEventSink
    {
        private readonly FactSink _sink = new(Paths);

        public Events() => Reader = new JsonLinesReader(new JsonScanner(_sink), this);

        public JsonLinesReader Reader { get; }

        public FieldMap Map { get; } = new(Paths.Select((path, i) => new Field(path, FieldAction.Figure, (byte)i)));

        public List<string> Facts { get; } = [];

        public void EventName(ReadOnlySpan<byte> name) => Facts.Add("name");

        public void EventEnd()
        {
            Facts.AddRange(_sink.Finish());
            Facts.Add("end");
            _sink.Facts.Clear();
        }

        public void ErrorField() => Facts.Add("error");

        public void EventDropped() => Facts.Add("dropped");
    }
}
