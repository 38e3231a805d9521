using System.Net.ServerSentEvents;
using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Tests.Json;

namespace LlmHttpMetrics.Tests.Framing;

[TestFixture]
public sealed class SseReaderTests
{
    private static readonly string[] Paths = ["a", "a.usage", "usage.prompt_tokens", "choices[*].a", "b[*]", "a.b[*]"];

    [Test]
    public void Stream_AnySplit_SameEventsAsOracle() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            for (var i = 0; i < 10; i++)
            {
                var stream = new RandomStream(unchecked((seed * 13) + i)).Bytes();
                var expected = Oracle(stream);
                var random = new Random(seed);
                foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => random.Next(1, 100) })
                {
                    Assert.That(Read(stream, split), Is.EqualTo(expected), Encoding.UTF8.GetString(stream));
                }
            }
        }));

    [Test]
    public void LastEvent_WithoutBlankLine_StillCounts([Values("data: {\"a\":1}", "data: {\"a\":1}\n", "data:{\"a\":1}\r")] string stream) =>
        Assert.That(Read(Encoding.UTF8.GetBytes(stream), _ => 1), Is.EqualTo(new[] { "a literal 1", "end" }));

    /// <summary>An event without data is not dispatched and takes its name with it, by the standard; the oracle keeps the name.</summary>
    [Test]
    public void Event_WithoutData_TakesItsNameWithIt(
        [Values("event: kind1\n", "event: kind1\nevent: kind2\n", "event: kind1\nid: 7\n")] string lines) =>
        Assert.That(Read(Encoding.UTF8.GetBytes($"{lines}\ndata: {{\"a\":1}}\n\n"), _ => 1), Is.EqualTo(new[] { "a literal 1", "end" }));

    [TestCase("data: {\"a\":1}\nevent: kind", Description = "the name's line has no end")]
    [TestCase("data: {\"a\":1}\nevent:kind\n")]
    [TestCase("event: kind\ndata: {\"a\":1}")]
    [TestCase("event: other\nevent: kind\ndata: {\"a\":1}\n\n")]
    [TestCase("id: 7\nevent: kind\nretry: 10\ndata: {\"a\":1}\n\n")]
    public void Event_WithAName_HasIt(string stream)
    {
        foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => 3 })
        {
            Assert.That(Read(Encoding.UTF8.GetBytes(stream), split), Is.EqualTo(new[] { "name kind", "a literal 1", "end" }));
        }
    }

    [TestCase("event:", Description = "a name that is empty")]
    [TestCase("event: ")]
    public void Event_WhoseLastNameIsEmpty_HasThat(string line) =>
        Assert.That(
            Read(Encoding.UTF8.GetBytes($"event: kind\ndata: {{\"a\":1}}\n{line}"), rest => rest), Is.EqualTo(new[] { "name ", "a literal 1", "end" }));

    [TestCase(64, 64)]
    [TestCase(65, 64)]
    public void Name_BeyondTheLimit_IsCut(int length, int kept)
    {
        foreach (var split in new Func<int, int>[] { rest => rest, _ => 1 })
        {
            Assert.That(
                Read(Encoding.UTF8.GetBytes($"event: {new string('x', length)}\ndata: {{\"a\":1}}\n\n"), split),
                Is.EqualTo(new[] { $"name {new string('x', kept)}", "a literal 1", "end" }));
        }
    }

    [Test]
    public void FieldName_OfAnyLength_IsIgnoredIfItIsUnknown([Range(62, 67)] int length)
    {
        foreach (var split in new Func<int, int>[] { rest => rest, _ => 1 })
        {
            Assert.That(
                Read(Encoding.UTF8.GetBytes($"{new string('x', length)}data: {{\"a\":2}}\ndata: {{\"a\":1}}\n\n"), split),
                Is.EqualTo(new[] { "a literal 1", "end" }));
        }
    }

    [Test]
    public void Reader_BegunAgain_ForgetsTheStreamBefore()
    {
        foreach (var cut in new[] { "event: kind", "data: {\"a\":", "data: \r", "dat", "data:", "event:", ": comment" })
        {
            var events = new Events();
            events.Reader.Begin(events.Map, events.Errors);
            events.Reader.Consume(Encoding.UTF8.GetBytes(cut));
            events.Reader.Begin(events.Map, events.Errors);
            Assert.That(events.Reader.SawData, Is.False);
            events.Reader.Consume("data: {\"a\":1}\n\n"u8);

            Assert.That(events.Facts, Is.EqualTo(new[] { "a literal 1", "end" }), cut);
            Assert.That(events.Reader.SawData, Is.True);
        }
    }

    /// <summary>Its value is read as what an error says, and not as what data says.</summary>
    [TestCase("error: {\"code\":400,\"a\":7}\n\ndata: {\"a\":1}\n\n", new[] { "error", "a literal 400", "end", "a literal 1", "end" })]
    [TestCase("data: {\"a\":1}\nerror: {\"code\":400}\n\n", new[] { "error", "a literal 1", "end" })]
    [TestCase("error: no JSON at all\n\n", new[] { "error", "end" })]
    [TestCase("errors: {\"code\":400}\n\ndata: {\"a\":1}\n\n", new[] { "a literal 1", "end" })]
    public void ErrorField_IsReadAsError(string stream, string[] facts)
    {
        foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => 3 })
        {
            Assert.That(Read(Encoding.UTF8.GetBytes(stream), split), Is.EqualTo(facts));
        }
    }

    [Test]
    public void Line_NeverEnding_HoldsNothing()
    {
        var events = new Events();
        events.Reader.Begin(events.Map, events.Errors);
        var piece = Encoding.UTF8.GetBytes(new string('x', 10_000));
        events.Reader.Consume("event: "u8);
        for (var i = 0; i < 1000; i++)
        {
            events.Reader.Consume(piece);
        }

        events.Reader.Consume("\ndata: {\"a\":2}\n\n"u8);
        Assert.That(events.Facts, Does.Contain("a literal 2"));
    }

    private static List<string> Oracle(byte[] stream)
    {
        var facts = new List<string>();
        foreach (var item in SseParser.Create(new MemoryStream(stream)).Enumerate())
        {
            if (item.EventType != "message")
            {
                facts.Add($"name {item.EventType}");
            }

            facts.AddRange(new JsonOracle(Paths, []).Facts(item.Data));
            facts.Add("end");
        }

        return facts;
    }

    private static List<string> Read(byte[] stream, Func<int, int> split)
    {
        var events = new Events();
        events.Reader.Begin(events.Map, events.Errors);
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
        private string? _name;

        public Events() => Reader = new SseReader(new JsonScanner(_sink), this);

        public SseReader Reader { get; }

        public FieldMap Map { get; } = new(Paths.Select((path, i) => new Field(path, FieldAction.Figure, (byte)i)));

        public FieldMap Errors { get; } = new([new Field("code", FieldAction.Figure)]);

        public List<string> Facts { get; } = [];

        public void EventName(ReadOnlySpan<byte> name) => _name = Encoding.UTF8.GetString(name);

        public void EventEnd()
        {
            if (_name is not null)
            {
                Facts.Add($"name {_name}");
            }

            Facts.AddRange(_sink.Finish());
            Facts.Add("end");
            _sink.Facts.Clear();
            _name = null;
        }

        public void ErrorField() => Facts.Add("error");

        public void EventDropped() => _name = null;
    }
}
