using System.Net;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>All of the response but its content object is the network's own.</summary>
public sealed class ResponseMessageTests
{
    [Test]
    public async Task Response_OfACall_IsUnchanged()
    {
        HttpResponseMessage sent = null!;
        await using MonitoredClient client = new(request =>
        {
            sent = WireSamples.Trickle(WireSamples.ChatAnswer);
            sent.StatusCode = HttpStatusCode.Accepted;
            sent.Version = HttpVersion.Version30;
            sent.ReasonPhrase = "Fine by me";
            sent.Headers.TryAddWithoutValidation("X-Request-Id", "r1");
            sent.Headers.TryAddWithoutValidation("Set-Cookie", ["a=1", "b=2"]);
            sent.Content.Headers.TryAddWithoutValidation("Content-Disposition", "not; a = valid ; one");
            sent.Content.Headers.TryAddWithoutValidation("Expires", "-1");
            sent.TrailingHeaders.TryAddWithoutValidation("X-Trailer", "t");
            return sent;
        });
        using var request = WireSamples.Post();
        using HttpMessageInvoker invoker = new(Factory(client).CreateHandler(MonitoredClient.Name));

        using var response = await invoker.SendAsync(request, CancellationToken.None);

        Assert.That(response, Is.SameAs(sent));
        Assert.That((response.StatusCode, response.Version, response.ReasonPhrase), Is.EqualTo((HttpStatusCode.Accepted, HttpVersion.Version30, "Fine by me")));
        Assert.That(
            response.Headers.GetValues("X-Request-Id").Concat(response.Headers.GetValues("Set-Cookie")),
            Is.EqualTo(new[] { "r1", $"session={Canary.Secret}", "a=1", "b=2" }));
        Assert.That(
            response.Content.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}"),
            Is.EqualTo(new[] { "Content-Type: application/json", "Content-Disposition: not; a = valid ; one", "Expires: -1" }));
        Assert.That(response.TrailingHeaders.GetValues("X-Trailer"), Is.EqualTo(new[] { "t" }));
        Assert.That(response.RequestMessage, Is.SameAs(request));
    }

    [Test]
    public async Task ContentLength_Known_StaysKnown()
    {
        await using MonitoredClient client = new(_ => new HttpResponseMessage { Content = WireSamples.Json(WireSamples.ChatAnswer) });

        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(WireSamples.Bytes(WireSamples.ChatAnswer).Length));
    }

    [Test]
    public async Task ContentLength_Unknown_StaysUnknown()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(response.Content.Headers.ContentLength, Is.Null);
    }

    [TestCase(HttpStatusCode.NoContent)]
    [TestCase(HttpStatusCode.OK)]
    public async Task Body_Empty_IsRecordedWithoutARead(HttpStatusCode status)
    {
        await using MonitoredClient client = new(_ => new HttpResponseMessage(status));

        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task Body_EmptyUnderAnError_IsAnErrorByItsStatus()
    {
        await using MonitoredClient client = new(_ => new HttpResponseMessage(HttpStatusCode.BadGateway));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Error, "502")));
    }

    [Test]
    public async Task Buffering_BeyondTheClientsLimit_ThrowsAsWithoutUs()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using HttpClient bare = new(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer))) { MaxResponseContentBufferSize = 50 };
        client.Http.MaxResponseContentBufferSize = 50;

        var seen = await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(WireSamples.Post()));
        var expected = await Assert.CatchAsync<HttpRequestException>(() => bare.SendAsync(WireSamples.Post()));

        Assert.That((seen!.HttpRequestError, seen.Message), Is.EqualTo((expected!.HttpRequestError, expected.Message)));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Broken, "configuration_limit_exceeded")));
    }

    private static IHttpMessageHandlerFactory Factory(MonitoredClient client) =>
        (IHttpMessageHandlerFactory)client.Services.GetService(typeof(IHttpMessageHandlerFactory))!;
}
