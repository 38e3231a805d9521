namespace LlmHttpMetrics.Tests.Providers.AwsBedrock;

/// <summary>Event streams that never end, each in another part of a frame: what is held does not grow with them.</summary>
public sealed class EndlessStreamTests
{
    private const int Read = 2 * 1024 * 1024;

    /// <summary>The contract's bound for one call.</summary>
    private const int MostHeld = 64 * 1024;

    /// <summary>More than is read, and less than what would begin with another byte.</summary>
    private const uint Payload = 15 * 1024 * 1024;

    private static readonly (string Name, WireCase Call, byte[] Start, byte[] Again)[] Streams =
    [
        ("events", BedrockBodies.ConverseStream, BedrockBodies.ConverseEvents[0], BedrockBodies.ConverseEvents[2]),
        ("chunks", BedrockBodies.InvokeStream, BedrockBodies.InvokeEvents[0], BedrockBodies.InvokeEvents[2]),
        ("headers", BedrockBodies.ConverseStream, Head([], 128 * 1024), [1, (byte)'x', 0]),
        ("text of an event", BedrockBodies.ConverseStream, Head("{\"delta\":{\"text\":\""u8, 0), [.. "Hi \\n"u8]),
        ("a chunk", BedrockBodies.InvokeStream, Head("{\"bytes\":\""u8, 0), [.. "eyJ0"u8]),
        ("a chunk of what is no Base64", BedrockBodies.InvokeStream, Head("{\"bytes\":\""u8, 0), [.. "~=~"u8]),
        ("after a wrong checksum", BedrockBodies.ConverseStream, new byte[16], [.. "xyz"u8]),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        Streams.Select(stream => new TestCaseData(stream.Call, stream.Start, stream.Again).SetArgDisplayNames(stream.Name));

    [TestCaseSource(nameof(Cases))]
    public async Task Stream_Endless_HoldsLittleAndIsRecordedOnce(WireCase call, byte[] start, byte[] again)
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Stream(new EndlessStream(start, again, long.MaxValue), AwsFrames.ContentType)),
            listenTo: name => name is LlmInstrumentNames.Requests or LlmInstrumentNames.MeasurementFailures);
        using var response = await client.Http.SendAsync(WireSamples.Post(call.Url, call.Request), HttpCompletionOption.ResponseHeadersRead);
        using var stream = response.Content.ReadAsStream();
        var buffer = new byte[10_007];
        Assert.That(stream.Read(buffer), Is.Positive);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var position = 0; position < Read;)
        {
            position += stream.Read(buffer);
        }

        var held = GC.GetAllocatedBytesForCurrentThread() - before;
        stream.Dispose();

        Assert.That(held, Is.LessThan(MostHeld));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    /// <summary>The beginning of a frame that promises more than comes.</summary>
    private static byte[] Head(ReadOnlySpan<byte> payload, uint headers)
    {
        var frame = AwsFrames.Make([], [], length: 16 + headers + Payload, headersLength: headers);
        return [.. frame[..12], .. payload];
    }
}
