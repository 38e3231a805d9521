using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>The request goes out as the caller made it, and is read while it does.</summary>
public sealed class RequestContentTests
{
    private static readonly byte[] Body = WireSamples.Bytes(WireSamples.ChatRequest);

    public static readonly object[] Contents =
    [
        Case("string", () => WireSamples.Json(WireSamples.ChatRequest)),
        Case("bytes", () => new ByteArrayContent(Body)),
        Case("part of an array", () => new ByteArrayContent([1, .. Body, 2], 1, Body.Length)),
        Case("memory", () => new ReadOnlyMemoryContent(Body)),
        Case("seekable stream", () => new StreamContent(new MemoryStream(Body))),
        Case("stream in pieces", () => new StreamContent(new TrickleStream(Body, Delivery.SeededPieces))),
        Case("stream byte by byte", () => new StreamContent(new TrickleStream(Body, Delivery.ByteByByte))),
        Case("own type", () => new PiecewiseContent(Body)),
        Case("own type of known length", () => new PiecewiseContent(Body) { KnowsLength = true }),
    ];

    [TestCaseSource(nameof(Contents))]
    public async Task Content_OfAnyType_IsSentAsItIsAndRead(Func<HttpContent> make)
    {
        long? lengthBelow = -1;
        StubHandler network = new(request =>
        {
            lengthBelow = request.Content!.Headers.ContentLength;
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });
        await using MonitoredClient client = new(network);
        var expectedLength = make().Headers.ContentLength;
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = make() };
        var content = request.Content;

        using var response = await client.Http.SendAsync(request);

        Assert.That(network.Bodies, Is.EqualTo(new[] { Body }));
        Assert.That(lengthBelow, Is.EqualTo(expectedLength));
        Assert.That(request.Content, Is.SameAs(content));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.RequestModel), Is.EqualTo("gpt-5-mini"));
        var callEvent = await client.EventAsync();
        Assert.That((callEvent.RequestBytes, callEvent.PromptCharacters), Is.EqualTo((Body.Length, 19)));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task Content_SentSynchronously_IsSentAsItIsAndRead(Func<HttpContent> make)
    {
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = make() };

        using var response = client.Http.Send(request);

        Assert.That(network.Bodies, Is.EqualTo(new[] { Body }));
        Assert.That((await client.EventAsync()).RequestBytes, Is.EqualTo(Body.Length));
    }

    [Test]
    public async Task JsonContent_IsSentAsItIsAndRead()
    {
        object payload = new { messages = new[] { new { role = "user", content = "Hi" } }, model = "gpt-4o" };
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network);

        using var response = await client.Http.PostAsJsonAsync(new Uri(WireSamples.OpenAiChat), payload);

        Assert.That(network.Bodies, Is.EqualTo(new[] { await JsonContent.Create(payload).ReadAsByteArrayAsync() }));
        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-4o"));
    }

    [Test]
    public async Task Headers_ValidOrNot_AreSeenBelow()
    {
        string? below = null;
        await using MonitoredClient client = new(request =>
        {
            below = request.Content!.Headers.ToString();
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new PiecewiseContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Content.Headers.TryAddWithoutValidation("X-Own", ["a", "b"]);
        request.Content.Headers.TryAddWithoutValidation("Expires", "not a date");
        request.Content.Headers.ContentLanguage.Add("en");
        var sent = request.Content.Headers.ToString();

        using var response = await client.Http.SendAsync(request);

        Assert.That(below, Is.EqualTo(sent));
    }

    [Test]
    public async Task Content_InMemory_IsSeenBelowAsTheSameObject()
    {
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network);
        using var request = WireSamples.Post();

        using var response = await client.Http.SendAsync(request);

        Assert.That(network.Contents[0], Is.SameAs(request.Content));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task Content_NetworkNeverReadsIt_CallIsRecordedAllTheSame(Func<HttpContent> make)
    {
        StubHandler network = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer)) { ReadsBody = false };
        await using MonitoredClient client = new(network);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = make() };
        var content = request.Content;

        using var response = await client.Http.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(request.Content, Is.SameAs(content));
        Assert.That(await content.ReadAsByteArrayAsync(), Is.EqualTo(Body), "still unread, and still the caller's to read");
    }

    [Test]
    public async Task Content_SerializedTwiceByTheNetwork_IsReadOnce()
    {
        await using MonitoredClient client = new(new Redirecting());
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new PiecewiseContent(Body) };

        using var response = await client.Http.SendAsync(request);

        Assert.That((await client.EventAsync()).RequestBytes, Is.EqualTo(Body.Length));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(1));
    }

    [Test]
    public async Task Content_ThatThrowsWhenSerialized_ItsExceptionComesThrough()
    {
        InvalidOperationException fault = new("mine");
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = new PiecewiseContent(Body) { Fault = fault } };

        var seen = await Assert.CatchAsync(() => client.Http.SendAsync(request));

        Assert.That(seen, Is.SameAs(fault));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "System.InvalidOperationException")));
    }

    [Test]
    public async Task Content_Absent_IsNoModelCallAtAnUnknownHost()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.PostAsync(new Uri("http://localhost:8000/v1/chat/completions"), content: null);

        Assert.That(client.Recorder.All, Is.Empty);
    }

    private static TestCaseData Case(string name, Func<HttpContent> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private sealed class Redirecting : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var i = 0; i < 2; i++)
            {
                Assert.That(await Serialize(request.Content!), Is.EqualTo(Body));
            }

            return WireSamples.Trickle(WireSamples.ChatAnswer);
        }

        private static async Task<byte[]> Serialize(HttpContent content)
        {
            using MemoryStream all = new();
            await content.CopyToAsync(all);
            return all.ToArray();
        }
    }
}
