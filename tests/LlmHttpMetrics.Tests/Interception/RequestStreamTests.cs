using System.Net.Http.Json;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>A primary handler that reads a request as a stream, to sign or to send it, gets the stream of the caller's content.</summary>
public sealed class RequestStreamTests
{
    private static readonly byte[] Body = WireSamples.Bytes(WireSamples.ChatRequest);

    [Test]
    public async Task Stream_OfContentThatSeeks_MaySeekAndIsSentAfterwards([Values] bool sync)
    {
        Signing network = new();
        await using MonitoredClient client = new(network);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new StreamContent(new MemoryStream(Body)) };

        using var response = sync ? client.Http.Send(request) : await client.Http.SendAsync(request);

        Assert.That((network.Signed, network.Sent), Is.EqualTo((Body.Length, Body.Length)));
        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-5-mini"));
    }

    [Test]
    public async Task Stream_OfContentBufferedByItself_IsMemoryAndObserved([Values] bool sync)
    {
        Stream? below = null;
        await using MonitoredClient client = new(new StubHandler(request =>
        {
            below = request.Content!.ReadAsStream();
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        })
        { ReadsBody = false });
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = JsonContent.Create(new { model = "gpt-4o", messages = new[] { new { role = "user", content = "Hi" } } })
        };

        using var response = sync ? client.Http.Send(request) : await client.Http.SendAsync(request);

        Assert.That(below, Is.SameAs(request.Content.ReadAsStream()));
        Assert.That(below!.Position, Is.Zero);
        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-4o"));
    }

    [Test]
    public async Task Stream_ReadOnce_IsObserved()
    {
        MemoryStream sent = new();
        await using MonitoredClient client = new(new StubHandler(request =>
        {
            request.Content!.ReadAsStream().CopyTo(sent);
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        })
        { ReadsBody = false });
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = new StreamContent(new TrickleStream(Body, Delivery.SeededPieces))
        };

        using var response = await client.Http.SendAsync(request);

        Assert.That(sent.ToArray(), Is.EqualTo(Body));
        Assert.That((await client.EventAsync()).RequestBytes, Is.EqualTo(Body.Length));
    }

    /// <summary>Reads the body to its end and goes back, where it can, before it is sent.</summary>
    private sealed class Signing : HttpMessageHandler
    {
        public int Signed { get; private set; }

        public int Sent { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var stream = request.Content!.ReadAsStream(cancellationToken);
            Signed = new StreamReader(stream).ReadToEnd().Length == 0 ? 0 : (int)stream.Position;
            stream.Position = 0;
            using MemoryStream body = new();
            request.Content.CopyTo(body, context: null, cancellationToken);
            Sent = (int)body.Length;
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
