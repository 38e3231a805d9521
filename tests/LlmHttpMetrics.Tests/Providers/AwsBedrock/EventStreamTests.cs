using FsCheck.Fluent;
using LlmHttpMetrics.Tests.Reading;

namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>AWS event streams, good ones and such as lie.</summary>
public sealed class EventStreamTests
{
    private static readonly byte[] Metadata = BedrockBodies.ConverseEvents[^1];

    public static readonly WireCase[] Unreadable =
    [
        Lying("headers longer than the frame", AwsFrames.Make([], "{}"u8.ToArray(), headersLength: 100)),
        Lying("a frame shorter than its frame", AwsFrames.Make([], [], length: 15)),
        Lying("no length", AwsFrames.Make([], [], length: 0)),
        Lying("payload without bound", AwsFrames.Make([], [], length: 25 * 1024 * 1024)),
        Lying("headers without bound", AwsFrames.Make([], [], length: 1024 * 1024, headersLength: 512 * 1024)),
        Lying("garbage", "data: {}\n\n"u8.ToArray()),
    ];

    [Test]
    public async Task Stream_Converse_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await BedrockBodies.ConverseStream.PlayAsync(delivery, sync);

        Assert.That((result.Tokens, result.Ending, result.Failures), Is.EqualTo(((10d, 9d), (LlmOutcomes.Completed, (string?)null), 0d)));
        var e = result.Event;
        Assert.That((
            e.Provider, e.Operation, e.RequestModel, e.ResponseModel), Is.EqualTo(("aws.bedrock", "chat", "us.amazon.nova-2-lite-v1:0", (string?)null)));
        Assert.That((
            e.StreamRequested,
            e.Streamed,
            e.ToolCalls,
            e.Tokens.CachedInput,
            e.Tokens.CacheWrite,
            e.Tokens.Total), Is.EqualTo((true, true, 1, 3, 2, 19)));
        Assert.That(e.FinishReasons, Is.EqualTo(new[] { "tool_use" }));
    }

    [Test]
    public async Task Stream_Invoke_IsMeasured([Values] Delivery delivery, [Values] bool sync)
    {
        var result = await BedrockBodies.InvokeStream.PlayAsync(delivery, sync);

        Assert.That((result.Tokens, result.Ending, result.Failures), Is.EqualTo(((10d, 9d), (LlmOutcomes.Completed, (string?)null), 0d)));
        var e = result.Event;
        Assert.That(
            (e.RequestModel, e.ResponseModel, e.ResponseId),
            Is.EqualTo(("anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5-20250929", "msg_bdrk_1")));
        Assert.That((e.StreamRequested, e.Streamed, e.Tokens.CachedInput, e.Tokens.CacheWrite), Is.EqualTo((true, true, 3, 2)));
    }

    /// <summary>Either checksum finds any wrong byte, and what a broken frame has said is forgotten.</summary>
    [Test]
    public async Task Stream_WithAWrongByte_IsBrokenAndHasNoUsage(
        [ValueSource(typeof(BedrockBodies), nameof(BedrockBodies.Streams))] WireCase stream, [Values] Delivery delivery)
    {
        for (var at = 1; at < stream.Body.Length; at += 13)
        {
            var body = stream.Body.ToArray();
            body[at] ^= 0x10;
            var result = await (stream with { Body = body }).PlayAsync(delivery, sync: at % 2 == 0, seed: at);

            Assert.That((result.Ending, result.Tokens), Is.EqualTo(((LlmOutcomes.Broken, "stream_truncated"), ((double?)null, (double?)null))), $"byte {at}");
            Assert.That((result.UsageMissing, result.Failures), Is.EqualTo((1d, 0d)), $"byte {at}");
            Assert.That((result.Event.ResponseModel, result.Event.FinishReasons), Is.EqualTo(((string?)null, Array.Empty<string>())), $"byte {at}");
        }
    }

    [Test]
    public async Task Stream_ThatLies_IsGivenUp([ValueSource(nameof(Unreadable))] WireCase stream, [Values] Delivery delivery, [Values] bool sync)
    {
        var result = await stream.PlayAsync(delivery, sync);

        Assert.That(
            (result.Ending, result.Tokens, result.UsageMissing, result.Failures),
            Is.EqualTo(((LlmOutcomes.Broken, "stream_truncated"), ((double?)null, (double?)null), 1d, 0d)));
    }

    [Test]
    public async Task Stream_CutAnywhere_IsBrokenUntilItHasFinished(
        [ValueSource(typeof(BedrockBodies), nameof(BedrockBodies.Streams))] WireCase stream, [Values] bool sync)
    {
        for (var length = 1; length < stream.Body.Length; length += 17)
        {
            var result = await (stream with { Body = stream.Body[..length] }).PlayAsync(Delivery.Whole, sync);

            var finished = result.Event.FinishReasons.Count > 0;
            Assert.That(result.Ending, Is.EqualTo(finished ? (LlmOutcomes.Completed, null) : (LlmOutcomes.Broken, "stream_truncated")), $"length {length}");
            Assert.That(result.Failures, Is.Zero);
        }
    }

    [Test]
    public void Stream_SpoiltOrNot_AnySplitGivesTheSameRecord() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var stream = BedrockBodies.Streams[(seed & int.MaxValue) % BedrockBodies.Streams.Length];
            var spoilt = stream with { Body = MangledBody.Mangle(stream.Body, seed) };
            var whole = Play(Delivery.Whole);

            Assert.That(whole.Failures, Is.Zero);
            Assert.That(Play(Delivery.ByteByByte).Record, Is.EqualTo(whole.Record));
            Assert.That(Play(Delivery.SeededPieces).Record, Is.EqualTo(whole.Record));

            WireResult Play(Delivery delivery) => spoilt.PlayAsync(delivery, sync: true, seed).GetAwaiter().GetResult();
        }));

    /// <summary>Header types that are not used today, before and after those that are read, and more of them than are kept.</summary>
    [Test]
    public async Task Header_OfAnyType_IsPassedOver([Values] Delivery delivery)
    {
        byte[] others =
        [
            1, (byte)'t', 0, 1, (byte)'f', 1, 1, (byte)'b', 2, 9, 1, (byte)'s', 3, 9, 9, 1, (byte)'i', 4, 9, 9, 9, 9, 1, (byte)'l', 5, 9, 9, 9, 9, 9, 9, 9, 9,
            1, (byte)'y', 6, 0, 2, 7, 7, 1, (byte)'d', 8, 9, 9, 9, 9, 9, 9, 9, 9, 1, (byte)'u', 9, .. new byte[16],
        ];
        byte[] type = [13, .. ":message-type"u8, 7, 0, 9, .. "exception"u8, 15, .. ":exception-type"u8, 7, 0, 3, .. "odd"u8];
        byte[] many = [.. Enumerable.Range(0, 30).SelectMany(_ => others)];
        var known = BedrockBodies.ConverseStream.With("headers", AwsFrames.Make([.. others, .. type, .. many], "{}"u8.ToArray()));

        var result = await known.PlayAsync(delivery, sync: true);

        Assert.That(result.Ending, Is.EqualTo((LlmOutcomes.Error, "odd")));
    }

    private static WireCase Lying(string name, byte[] frame) => BedrockBodies.ConverseStream.With(name, [BedrockBodies.ConverseEvents[0], frame, Metadata]);
}
