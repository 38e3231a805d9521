using System.Text;
using FsCheck.Fluent;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;

namespace LlmHttpMetrics.Tests.Json;

/// <summary>What one scanner reports of a stream whose events are alike is what a new scanner reports of each event.</summary>
[TestFixture]
public sealed class RepetitiveStreamTests
{
    private static readonly string[] Paths =
    [
        "id", "model", "choices[*]", "choices[*].index", "choices[*].delta.content", "choices[*].finish_reason", "usage", "usage.prompt_tokens", "n",
        "a.b[*]", "a.b[*].c", "text",
    ];

    private static readonly FieldMap Map = new(
        Paths.Select((path, i) => new Field(path, path is "choices[*].delta.content" ? FieldAction.Text : FieldAction.Figure, (byte)i)));

    [Test]
    public void Stream_OfLikeEvents_SameFactsAsEachAlone() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            seed &= int.MaxValue;
            var lines = new RepetitiveStream(seed).Lines(40).ToArray();
            var events = lines.Select(line => Encoding.UTF8.GetBytes($"data: {line}\n\n")).ToArray();
            var expected = events.SelectMany(item => Together(item, rest => rest)).ToArray();
            var stream = events.SelectMany(item => item).ToArray();
            var random = new Random(seed);
            foreach (var split in new Func<int, int>[] { rest => rest, _ => 1, _ => random.Next(1, 100), _ => random.Next(200, 900) })
            {
                Assert.That(Together(stream, split), Is.EqualTo(expected), Encoding.UTF8.GetString(stream));
            }
        }));

    /// <summary>A model that changes in mid-stream is reported as it is.</summary>
    [Test]
    public void Stream_WhoseConstantsChange_ReportsTheNewOnes()
    {
        var stream = string.Concat(Enumerable.Range(0, 12).Select(i =>
            $$"""data: {"id":"the same id in every event of the stream","model":"m{{i / 4}}","n":{{i}}}""" + "\n\n"));
        var facts = Together(Encoding.UTF8.GetBytes(stream), rest => rest);
        Assert.That(
            facts.Where(fact => fact.StartsWith("model ", StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(0, 12).Select(i => $"model string m{i / 4}")));
    }

    private static List<string> Together(byte[] stream, Func<int, int> split)
    {
        var events = new Events();
        events.Reader.Begin(Map, FieldMap.Empty);
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
        private readonly JsonScanner _scanner;

        public Events()
        {
            _scanner = new JsonScanner(_sink);
            Reader = new SseReader(_scanner, this);
        }

        public SseReader Reader { get; }

        public List<string> Facts { get; } = [];

        public void EventName(ReadOnlySpan<byte> name)
        {
        }

        public void EventEnd()
        {
            Facts.AddRange(_sink.Finish());
            Facts.Add($"closed {_scanner.RootClosed}");
            _sink.Facts.Clear();
        }

        public void ErrorField()
        {
        }

        public void EventDropped()
        {
        }
    }
}
