using System.Buffers.Binary;
using System.Text;
using LlmHttpMetrics.Framing;
using LlmHttpMetrics.Json;
using LlmHttpMetrics.Tests.Json;

namespace LlmHttpMetrics.Tests.Framing;

/// <summary>Frames one by one: what each says, the limits of the format, and where a stream may end.</summary>
public sealed class EventStreamReaderTests
{
    private const int Overhead = 16;
    private const int MaxHeaders = 128 * 1024;
    private const int MaxPayload = 24 * 1024 * 1024;

    private static readonly byte[] One = AwsFrames.Event("first", "{\"a\":1}");
    private static readonly byte[] Two = AwsFrames.Event("second", "{\"a\":2}");

    [Test]
    public void Frames_InAnyPieces_AreTheirEvents([Range(1, 40)] int size) =>
        Assert.That(
            Read(FramePayload.Event, [.. One, .. AwsFrames.Event("empty", ""), .. Two], size),
            Is.EqualTo(new[] { "name first", "a literal 1", "end", "name empty", "end", "name second", "a literal 2", "end" }));

    [Test]
    public void Frames_OfChunks_AreWhatTheyWrap([Values(1, 5, 1000)] int size) =>
        Assert.That(
            Read(FramePayload.Chunk, [.. AwsFrames.Chunk("{\"a\":1}"), .. AwsFrames.Chunk("{\"a\":2}")], size),
            Is.EqualTo(new[] { "a literal 1", "end", "a literal 2", "end" }));

    [Test]
    public void Frames_OfParts_ArePassedOnAsTheyAre([Values(1, 1000)] int size) =>
        Assert.That(
            string.Concat(Read(FramePayload.Part, [.. AwsFrames.Part("{\"a\""u8), .. AwsFrames.Part(":1}"u8)], size)),
            Is.EqualTo(size == 1 ? "part {part \"part apart \"part :part 1part }" : "part {\"a\"part :1}"));

    [Test]
    public void Frame_ThatFails_IsItsErrorWhateverTheOthersContain([Values(FramePayload.Event, FramePayload.Chunk, FramePayload.Part)] object kind) =>
        Assert.That(
            Read((FramePayload)kind, AwsFrames.Exception("throttling", "{\"a\":1,\"message\":\"No\"}"), size: 1000),
            Is.EqualTo(new[] { "failed throttling ", "message No", "end" }));

    [Test]
    public void Frame_AfterOneThatFails_IsAnEvent([Values(1, 1000)] int size) =>
        Assert.That(
            Read(FramePayload.Event, [.. AwsFrames.Error("Internal", "No"), .. One], size),
            Is.EqualTo(new[] { "failed Internal No", "end", "name first", "a literal 1", "end" }));

    [TestCase(Overhead, 0, true)]
    [TestCase(Overhead - 1, 0, false)]
    [TestCase(Overhead + 10, 10, true)]
    [TestCase(Overhead + 9, 10, false)]
    [TestCase(Overhead + MaxHeaders, MaxHeaders, true)]
    [TestCase(Overhead + MaxHeaders + 1, MaxHeaders + 1, false)]
    [TestCase(Overhead + MaxPayload, 0, true)]
    [TestCase(Overhead + MaxPayload + 1, 0, false)]
    [TestCase(Overhead + MaxHeaders + MaxPayload, MaxHeaders, true)]
    [TestCase(Overhead + MaxHeaders + MaxPayload + 1, MaxHeaders, false)]
    public void Frame_OfAnyLength_IsReadWithinTheLimitsOfTheFormat(int length, int headers, bool isRead)
    {
        var facts = Read(FramePayload.Event, Prelude((uint)length, (uint)headers), size: 100);

        Assert.That(facts.Contains("corrupted"), Is.Not.EqualTo(isRead));
    }

    [Test]
    public void Frame_WithAWrongByte_EndsTheReading([Range(0, 11)] int at, [Values(1, 1000)] int size)
    {
        var wrong = One.ToArray();
        wrong[at] ^= 1;

        Assert.That(Read(FramePayload.Event, [.. wrong, .. Two], size), Is.EqualTo(new[] { "corrupted" }));
    }

    [Test]
    public void Frame_WithAWrongChecksum_DoesNotEndItsEvent([Values(1, 1000)] int size)
    {
        var wrong = One.ToArray();
        wrong[^1] ^= 1;

        Assert.That(Read(FramePayload.Event, [.. wrong, .. Two], size), Is.EqualTo(new[] { "name first", "a literal 1", "corrupted" }));
    }

    [Test]
    public void Stream_CutInAFrame_CountsWhatOfItsPayloadArrived([Values(1, 1000)] int size)
    {
        var payload = One.Length - 4 - "{\"a\":1}".Length;
        for (var length = 0; length < One.Length; length++)
        {
            string[] facts = length < payload ? []
                : length < payload + "{\"a\":1".Length ? ["name first", "end"]
                : ["name first", "a literal 1", "end"];

            Assert.That(Read(FramePayload.Event, One[..length], size), Is.EqualTo(facts), $"{length} bytes");
        }
    }

    [Test]
    public void Stream_CutAfterAPreludeWithoutHeaders_IsAnEventWithoutAName([Values(1, 12)] int size) =>
        Assert.That(Read(FramePayload.Event, Prelude(Overhead, 0), size), Is.EqualTo(new[] { "name ", "end" }));

    [Test]
    public void Stream_CutAfterAFrame_EndsNoEventAgain() =>
        Assert.That(Read(FramePayload.Event, [.. One, .. Two[..20]], size: 1000), Is.EqualTo(new[] { "name first", "a literal 1", "end" }));

    [Test]
    public void Stream_CutInAPart_EndsNoEvent() =>
        Assert.That(Read(FramePayload.Part, AwsFrames.Part("{}"u8)[..^2], size: 1000), Is.EqualTo(new[] { "part {}" }));

    [Test]
    public void Reader_BegunAgain_ForgetsTheStreamBefore()
    {
        Events events = new();
        foreach (var length in new[] { 5, One.Length - 8, One.Length - 2 })
        {
            events.Reader.Begin(events.Map, FramePayload.Event);
            events.Reader.Consume(One.AsSpan(0, length));
            events.Facts.Clear();
            events.Reader.Begin(events.Map, FramePayload.Event);
            events.Reader.Consume(One);

            Assert.That(events.Facts, Is.EqualTo(new[] { "name first", "a literal 1", "end" }), $"after {length} bytes");
        }
    }

    private static byte[] Prelude(uint length, uint headers)
    {
        var prelude = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(prelude, length);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(4), headers);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(8), AwsFrames.Checksum(prelude.AsSpan(0, 8)));
        return prelude;
    }

    private static List<string> Read(FramePayload payload, byte[] stream, int size)
    {
        Events events = new();
        events.Reader.Begin(events.Map, payload);
        foreach (var piece in stream.Chunk(size))
        {
            events.Reader.Consume(piece);
        }

        events.Reader.End();
        return events.Facts;
    }

    private sealed class Events : IFrameSink
    {
        private readonly Sink _sink;

        public Events()
        {
            _sink = new Sink(Facts);
            Reader = new EventStreamReader(new JsonScanner(_sink), this);
        }

        public EventStreamReader Reader { get; }

        public FieldMap Map { get; } = new([new Field("a", FieldAction.Figure)]);

        public List<string> Facts { get; } = [];

        public void EventName(ReadOnlySpan<byte> name) => Facts.Add($"name {Encoding.UTF8.GetString(name)}");

        public void EventEnd() => Facts.Add("end");

        public void ErrorField() => Facts.Add("error");

        public void EventDropped() => Facts.Add("dropped");

        public void Failed(ReadOnlySpan<byte> type, ReadOnlySpan<byte> message) =>
            Facts.Add($"failed {Encoding.UTF8.GetString(type)} {Encoding.UTF8.GetString(message)}");

        public void Part(ReadOnlySpan<byte> bytes) => Facts.Add($"part {Encoding.UTF8.GetString(bytes)}");

        public void Corrupted() => Facts.Add("corrupted");
    }

    private sealed class Sink(List<string> facts) : FieldSink
    {
        public override void Scalar(FieldAction action, byte argument, ValueKind kind, ReadOnlySpan<byte> value) =>
            facts.Add($"{(action == FieldAction.ErrorMessage ? "message" : "a literal")} {Encoding.UTF8.GetString(value)}");

        public override void Text(FieldAction action, byte argument, ReadOnlySpan<byte> utf8)
        {
        }

        public override void Enter(FieldAction action, byte argument, ValueKind kind)
        {
        }

        public override void Leave(FieldAction action, byte argument)
        {
        }
    }
}
