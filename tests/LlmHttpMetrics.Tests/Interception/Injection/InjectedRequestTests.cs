using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;

namespace LlmHttpMetrics.Tests.Interception.Injection;

/// <summary>Which requests are asked for usage, and that their content is serialized once and is the caller's own afterwards.</summary>
public sealed class InjectedRequestTests
{
    private static readonly byte[] Body = WireSamples.Bytes(InjectedClient.Request);
    private static readonly string Rewritten = InjectedClient.Request.Insert(1, "\"stream_options\":{\"include_usage\":true},");

    [TestCaseSource(nameof(Contents))]
    public async Task Content_OfKnownLength_IsAskedAndTheCallersOwnAgain(Func<HttpContent> make, bool sync)
    {
        await using InjectedClient client = new();
        using var request = InjectedClient.Post(make());
        var own = request.Content;

        using var response = sync ? client.Http.Send(request) : await client.Http.SendAsync(request);

        Assert.That(Encoding.UTF8.GetString(client.Network.Bodies.Single()), Is.EqualTo(Rewritten));
        Assert.That(client.Network.Contents.Single()!.Headers.ContentLength, Is.EqualTo(Rewritten.Length));
        Assert.That(request.Content, Is.SameAs(own));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(InjectedClient.Content + InjectedClient.Done));
        Assert.That((own as PiecewiseContent)?.Serialized ?? 1, Is.EqualTo(1));
        Assert.That((await client.Client.EventAsync()).Tokens.Output, Is.EqualTo(7));
    }

    [Test]
    public async Task Body_AfterAByteOrderMark_IsAsked()
    {
        await using InjectedClient client = new();
        using var request = InjectedClient.Post(new ByteArrayContent([.. Encoding.UTF8.GetPreamble(), .. Body]));

        using var response = await client.SendAsync(request);

        Assert.That(client.Network.Bodies.Single(), Is.EqualTo((byte[])[.. Encoding.UTF8.GetPreamble(), .. WireSamples.Bytes(Rewritten)]));
    }

    [TestCaseSource(nameof(Others))]
    public async Task Request_WhoseEventCouldNotBeTakenOut_GoesOutAsItWasSent(Func<HttpRequestMessage> make, byte[] body)
    {
        await using InjectedClient client = new();
        using var request = make();

        using var response = await client.SendAsync(request);

        Assert.That(client.Network.Bodies.Single(), Is.EqualTo(body));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Content_ThatFails_FailsAsWithoutUs([Values] bool sync, [Values] bool isStream)
    {
        await using InjectedClient client = new();
        using HttpMessageInvoker bare = new(new StubHandler(_ => InjectedClient.Answer([])));

        var expected = await ShapeAsync(bare, sync, Failing(isStream));
        var seen = await ShapeAsync(client.Http, sync, Failing(isStream));

        Assert.That(seen, Is.EqualTo(expected));
        Assert.That(client.Client.Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome), Is.Not.EqualTo(LlmOutcomes.Completed));
        Assert.That(client.Client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Content_ThatFailsOnce_IsSerializedAgainByARetry()
    {
        await using InjectedClient client = new(between: () => new RetryOfContent());
        using var request = InjectedClient.Post(new FailingOnce(Body));

        using var response = await client.SendAsync(request);

        Assert.That(Encoding.UTF8.GetString(client.Network.Bodies.Single()), Is.EqualTo(InjectedClient.Request));
        Assert.That(request.Content, Is.TypeOf<FailingOnce>());
    }

    [Test]
    public async Task Content_ThatStalls_IsLeftWhenTheTokenFires([Values] bool sync)
    {
        await using InjectedClient client = new();
        using CancellationTokenSource cancellation = new();
        StalledStream stream = new(Body);
        using var request = InjectedClient.Post(WithLength(new StreamContent(stream)));

        var sending = Task.Run(
            () => sync ? Task.FromResult(client.Http.Send(request, cancellation.Token)) : client.Http.SendAsync(request, cancellation.Token),
            CancellationToken.None);
        await stream.Stalled.WaitAsync(HangGuard.Limit);
        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAsync<TaskCanceledException>(() => sending.WaitAsync(HangGuard.Limit));
        Assert.That(thrown!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(client.Client.Outcome, Is.EqualTo(LlmOutcomes.Cancelled));
        Assert.That(request.Content, Is.TypeOf<StreamContent>());
        stream.Release();
    }

    private static IEnumerable<TestCaseData> Contents()
    {
        foreach (var sync in (bool[])[false, true])
        {
            yield return Case("string", () => WireSamples.Json(InjectedClient.Request));
            yield return Case("bytes", () => new ByteArrayContent(Body));
            yield return Case("an heir of bytes", () => new OwnBytes(Body));
            yield return Case(
                "json",
                () => JsonContent.Create(new { model = "gpt-5-mini", stream = true, messages = new[] { new { role = "user", content = "Say c4n4ry" } } }));
            yield return Case("seekable stream", () => new StreamContent(new MemoryStream(Body)));
            yield return Case("one-shot stream of declared length", () => WithLength(new StreamContent(new TrickleStream(Body, Delivery.SeededPieces))));
            yield return Case("own type of known length", () => new PiecewiseContent(Body) { KnowsLength = true });

            TestCaseData Case(string name, Func<HttpContent> make) => new TestCaseData(make, sync).SetArgDisplayNames(name, sync ? "sync" : "async");
        }
    }

    private static IEnumerable<TestCaseData> Others()
    {
        yield return Case("one-shot of unknown length", () => InjectedClient.Post(new StreamContent(new TrickleStream(Body))), Body);
        yield return Case(
            "utf-16",
            () => InjectedClient.Post(new ByteArrayContent(Encoding.Unicode.GetBytes(InjectedClient.Request))),
            Encoding.Unicode.GetBytes(InjectedClient.Request));
        var coded = Gzip(Body);
        yield return Case(
            "coded", () => With(InjectedClient.Post(new ByteArrayContent(coded)), request => request.Content!.Headers.ContentEncoding.Add("gzip")), coded);
        yield return Case(
            "accepts gzip", () => With(InjectedClient.Post(), request => request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip")), Body);
        yield return Case(
            "accepts anything",
            () => With(InjectedClient.Post(), request => request.Headers.TryAddWithoutValidation("accept-encoding", "identity, *;q=0.1")),
            Body);
        yield return Case(
            "digest", () => With(InjectedClient.Post(), request => request.Content!.Headers.TryAddWithoutValidation("Content-Digest", "sha-256=:x:")), Body);
        yield return Case(
            "signed",
            () => With(InjectedClient.Post(), request => request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x")),
            Body);
        var longer = WireSamples.Bytes($$"""{"stream":true,"messages":"{{new string('x', 1024 * 1024)}}"}""");
        yield return Case("long", () => InjectedClient.Post(new PiecewiseContent(longer) { KnowsLength = true }), longer);
        yield return Case(
            "long json",
            () => InjectedClient.Post(JsonContent.Create(new { stream = true, messages = new string('x', 1024 * 1024) })),
            WireSamples.Bytes($$"""{"stream":true,"messages":"{{new string('x', 1024 * 1024)}}"}"""));

        static TestCaseData Case(string name, Func<HttpRequestMessage> make, byte[] body) => new TestCaseData(make, body).SetArgDisplayNames(name);

        static HttpRequestMessage With(HttpRequestMessage request, Action<HttpRequestMessage> change)
        {
            change(request);
            return request;
        }
    }

    private static HttpContent WithLength(HttpContent content)
    {
        content.Headers.ContentLength = Body.Length;
        return content;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream coded = new();
        using (GZipStream gzip = new(coded, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return coded.ToArray();
    }

    private static HttpContent Failing(bool isStream) => isStream
        ? WithLength(
            new StreamContent(new TrickleStream(Body, Delivery.ByteByByte) { BeforeRead = at => _ = at > 20 ? throw new IOException("the file") : at }))
        : new PiecewiseContent(Body) { KnowsLength = true, Fault = new NotSupportedException("the content") };

    private static async Task<string> ShapeAsync(HttpMessageInvoker http, bool sync, HttpContent content)
    {
        using var request = InjectedClient.Post(content);
        try
        {
            using var response = sync ? http.Send(request, CancellationToken.None) : await http.SendAsync(request, CancellationToken.None);
            return "nothing";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} '{e.Message}' of {e.InnerException?.GetType().Name} '{e.InnerException?.Message}'";
        }
    }

    private sealed class OwnBytes(byte[] body) : ByteArrayContent(body);

    private sealed class FailingOnce(byte[] body) : HttpContent
    {
        private int _serialized;

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            ++_serialized == 1 ? throw new IOException("locked") : stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }

    private sealed class RetryOfContent : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException e) when (e.InnerException is IOException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
