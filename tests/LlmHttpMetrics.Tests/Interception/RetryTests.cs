using Microsoft.Extensions.DependencyInjection;
using System.Net;

namespace LlmHttpMetrics.Tests.Interception;

/// <summary>What stands between the layers may send again, clone, read, replace or answer itself: one request, as many attempts as were made.</summary>
public sealed class RetryTests
{
    public static readonly object[] Contents =
    [
        new TestCaseData(() => WireSamples.Json(WireSamples.ChatRequest)).SetArgDisplayNames("string"),
        new TestCaseData(() => new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest))).SetArgDisplayNames("own type"),
        new TestCaseData(() => new StreamContent(new MemoryStream(WireSamples.Bytes(WireSamples.ChatRequest)))).SetArgDisplayNames("stream"),
    ];

    [TestCaseSource(nameof(Contents))]
    public async Task Retry_OfARefusedSend_IsTwoAttemptsAndOneRequest(Func<HttpContent> make)
    {
        var (client, network) = Client(Retry);
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = make() };
        var content = request.Content;

        using var response = await client.Http.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(network.Bodies, Is.EqualTo(new[] { WireSamples.Bytes(WireSamples.ChatRequest), WireSamples.Bytes(WireSamples.ChatRequest) }));
        Assert.That(request.Content, Is.SameAs(content));
        AssertTwoAttempts(client, LlmOutcomes.Error, "429");
        await client.DisposeAsync();
    }

    [TestCaseSource(nameof(Contents))]
    public async Task Retry_WithACloneWithoutOptions_IsStillTheSameRequest(Func<HttpContent> make)
    {
        var (client, network) = Client(async (request, send, token) =>
        {
            using (var first = await send(request, token))
            {
                Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            }

            ByteArrayContent copy = new(await request.Content!.ReadAsByteArrayAsync(token));
            foreach (var header in request.Content.Headers)
            {
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return await send(new HttpRequestMessage(request.Method, request.RequestUri) { Content = copy }, token);
        });
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat) { Content = make() };

        using var response = await client.Http.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(network.Bodies, Is.EqualTo(new[] { WireSamples.Bytes(WireSamples.ChatRequest), WireSamples.Bytes(WireSamples.ChatRequest) }));
        AssertTwoAttempts(client, LlmOutcomes.Error, "429");
        await client.DisposeAsync();
    }

    [Test]
    public async Task Retry_AfterAnException_IsTwoAttempts()
    {
        var sends = 0;
        StubHandler network = new(
            _ => sends++ == 0 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : WireSamples.Trickle(WireSamples.ChatAnswer));
        await using MonitoredClient client = new(network, client: builder => builder.AddHttpMessageHandler(() => new InBetween(async (request, send, token) =>
        {
            try
            {
                return await send(request, token);
            }
            catch (HttpRequestException)
            {
                return await send(request, token);
            }
        })));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        AssertTwoAttempts(client, LlmOutcomes.Broken, "connection_error");
    }

    [Test]
    public async Task Retry_GivesUp_IsTheLastAnswersOutcome()
    {
        StubHandler network = new(_ => Refusal());
        await using MonitoredClient client = new(network, client: builder => builder.AddHttpMessageHandler(() => new InBetween(Retry)));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((client.Outcome, client.ErrorType), Is.EqualTo((LlmOutcomes.Error, "rate_limit_exceeded")));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(2));
        Assert.That((await client.EventAsync()).Attempts, Is.EqualTo(2));
    }

    [Test]
    public async Task Retry_ByCreateHandlersBetween_IsTwoAttempts()
    {
        var sends = 0;
        const string model = "retry-by-between";
        StubHandler network = new(_ => sends++ == 0 ? Refusal() : WireSamples.Trickle(WireSamples.ChatAnswer));
        using MeasurementRecorder recorder = new(services: null, keep: measurement => Equals(measurement.Tag(LlmTagNames.RequestModel), model));
        using HttpClient http = new(LlmMonitoring.CreateHandler(network, inner => new InBetween(Retry) { InnerHandler = inner }));

        using var response = await http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", model)));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(recorder.Sum(LlmInstrumentNames.Attempts), Is.EqualTo(2));
        Assert.That(recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome), Is.EqualTo(LlmOutcomes.Completed));
    }

    internal static async Task<HttpResponseMessage> Retry(
        HttpRequestMessage request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var response = await send(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            return response;
        }

        response.Dispose();
        return await send(request, cancellationToken);
    }

    internal static HttpResponseMessage Refusal()
    {
        var response = WireSamples.Trickle("""{"error":{"message":"Slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}""");
        response.StatusCode = HttpStatusCode.TooManyRequests;
        return response;
    }

    private static (MonitoredClient Client, StubHandler Network) Client(
        Func<HttpRequestMessage, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> between)
    {
        var sends = 0;
        StubHandler network = new(_ => sends++ == 0 ? Refusal() : WireSamples.Trickle(WireSamples.ChatAnswer));
        return (new MonitoredClient(network, client: builder => builder.AddHttpMessageHandler(() => new InBetween(between))), network);
    }

    private static void AssertTwoAttempts(MonitoredClient client, string firstOutcome, string firstError)
    {
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Attempts).Select(attempt => (attempt.Tag(LlmTagNames.AttemptOutcome), attempt.Tag(LlmTagNames.ErrorType))),
            Is.EqualTo(new (object?, object?)[] { (firstOutcome, firstError), (LlmOutcomes.Completed, null) }));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.AttemptDuration), Has.Count.EqualTo(2));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens, (LlmTagNames.TokenType, "output")), Is.EqualTo(7));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }
}
