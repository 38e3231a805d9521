using FsCheck.Fluent;
using LlmHttpMetrics.Tests.Interception;

namespace LlmHttpMetrics.Tests.Reading;

/// <summary>Requests that are odd, wrong or hostile go out as they are, and are recorded with what is known.</summary>
public sealed class RequestBodyTests
{
    private static readonly string[] Odd =
    [
        "", " ", "{", "[", "null", "\"\"", "not json", "{\"model\":", "{\"model\":7,\"messages\":{}}", "{\"model\":\"m\\", "{\"model\":\"\\ud83d\"}",
        "{\"messages\":[{\"content\":[[[[",
        "{\"stream\":\"true\",\"n\":1e400,\"max_tokens\":-1,\"temperature\":\"NaN\"}", "{\"n\":99999999999999999999}", "{\"n\":-5}", "{\"n\":0.5}",
        "\uFEFF{\"model\":\"m\"}", "{\"model\":\"m\"}{\"model\":\"n\"}",
        "{\"model\":\"a\0b\"}", "--boundary\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm",
    ];

    [Test]
    public async Task Request_Odd_GoesOutAsItIs([ValueSource(nameof(Odd))] string json, [Values] bool inMemory, [Values] bool sync)
    {
        var body = WireSamples.Bytes(json);

        var client = await SendAsync(inMemory ? new ByteArrayContent(body) : new PiecewiseContent(body), body, sync);

        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    [Test]
    public void Request_SpoiltInAnyWay_IsReadAlikeWholeAndInPieces() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<int>(FsCheck.FSharp.ArbMap.defaults.ArbFor<int>(), seed =>
        {
            var body = MangledBody.Mangle(WireSamples.Bytes(WireSamples.ChatStreamRequest), seed);
            Assert.That(Record(new PiecewiseContent(body)), Is.EqualTo(Record(new ByteArrayContent(body))), () => System.Text.Encoding.UTF8.GetString(body));

            string Record(HttpContent content)
            {
                var client = SendAsync(content, body, sync: false).GetAwaiter().GetResult();
                Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
                return new WireResult(client.EventAsync().GetAwaiter().GetResult(), client.Recorder.All).Record;
            }
        }));

    [TestCase("{\"messages\":[{\"content\":\"", "Hi 🙂\\n")]
    [TestCase("{\"model\":\"", "x")]
    [TestCase("{\"x\":", "[{\"x\":")]
    [TestCase("{\"messages\":", "[{\"content\":")]
    [TestCase("{\"messages\":[", "{\"role\":\"user\",\"content\":\"Hi\"},")]
    [TestCase("{\"", "x")]
    public async Task Request_Huge_HoldsLittle(string start, string again)
    {
        const int length = 2 * 1024 * 1024;
        Allocation allocation = new();
        await using MonitoredClient client = new(
            new StubHandler(request =>
            {
                allocation.Begin();
                request.Content!.CopyTo(Stream.Null, context: null, CancellationToken.None);
                allocation.End();
                return WireSamples.Trickle(WireSamples.ChatAnswer);
            }) { ReadsBody = false, IsAsync = false },
            listenTo: name => name == LlmInstrumentNames.Requests);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = new StreamContent(new EndlessStream(start, again, length), 4096)
        };

        using var response = client.Http.Send(request);

        Assert.That(allocation.Bytes, Is.LessThan(64 * 1024));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That((await client.EventAsync()).RequestBytes, Is.EqualTo(length));
    }

    private static async Task<MonitoredClient> SendAsync(HttpContent content, byte[] body, bool sync)
    {
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer)) { IsAsync = !sync };
        await using MonitoredClient client = new(network);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = content };
        using var response = sync ? client.Http.Send(request) : await client.Http.SendAsync(request);

        Assert.That(network.Bodies.Single(), Is.EqualTo(body), "what the network was sent");
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer)), "the caller's bytes");
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
        return client;
    }

    private sealed class Allocation
    {
        private long _before;

        public long Bytes { get; private set; }

        public void Begin() => _before = GC.GetAllocatedBytesForCurrentThread();

        public void End() => Bytes = GC.GetAllocatedBytesForCurrentThread() - _before;
    }
}
