using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>
/// Secrets in keys, cookies, query, prompts, arguments, answers and errors are not published with the measurements. The output of the whole run is
/// searched for them; these tests send them where no other test does.
/// </summary>
[NonParallelizable]
public sealed class PrivacyTests
{
    private const string Secret = Canary.Secret;

    private static readonly WireCase[] Answers =
    [
        new("chat", WireSamples.ChatAnswer.Replace("\"role\":\"assistant\"",
            $$$"""
            "role":"assistant","reasoning":"{{{Secret}}}","refusal":"{{{Secret}}}","tool_calls":[{"id":"{{{Secret}}}","type":"function","function":{"name":"{{{Secret}}}","arguments":"{{{Secret}}}"}}]
            """, StringComparison.Ordinal)),
        new("stream", WireSamples.ChatStream) { ContentType = "text/event-stream" },
        new("error", $$$"""{"error":{"code":"invalid_api_key","type":"t","message":"Incorrect API key provided: {{{Secret}}}","param":"{{{Secret}}}"}}""")
        {
            Status = 401
        },
        new("error in a stream", $$$"""data: {"error":{"code":"c","message":"{{{Secret}}}"}}""" + "\n\n") { ContentType = "text/event-stream" },
        new("error in a frame", AwsFrames.Error("throttled", Secret)) { ContentType = AwsFrames.ContentType, Status = 429 },
        new("error by a string", $$"""{"error":"{{Secret}}"}""") { Status = 500 },
        new("error that is no JSON", $"denied: {Secret}") { Status = 403 },
        new("no model call's", $"<html>{Secret}</html>"),
    ];

    [Test]
    public async Task Call_WithSecretsEverywhere_TellsNone([ValueSource(nameof(Answers))] WireCase answer)
    {
        using CollectingLogger log = new();
        using ActivityRecorder spans = new();
        StubHandler network = new(_ => Respond(answer));
        await using MonitoredClient client = new(
            network,
            options => options.SemanticConventions = SemanticConventions.Both,
            services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        using var request = WireSamples.Post(json: $$$"""
            {"model":"gpt-5-mini","user":"{{{Secret}}}","messages":[{"role":"system","content":"{{{Secret}}}"},{"role":"user","name":"{{{Secret}}}","content":[{"type":"text","text":"{{{Secret}}}"},{"type":"image_url","image_url":{"url":"https://{{{Secret}}}.example/?{{{Secret}}}"}}]},
            {"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{{{Secret}}}"}}]}],"tools":[{"function":{"name":"{{{Secret}}}","description":"{{{Secret}}}"}}],"metadata":{"k":"{{{Secret}}}"},"{{{Secret}}}":"{{{Secret}}}"}
            """);

        using var response = await client.Http.SendAsync(request);

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(answer.Body));
        Assert.That(JsonSerializer.Serialize(await client.EventAsync()), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That(string.Join('\n', client.Recorder.All), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That(string.Join('\n', spans.Only.TagObjects), Does.Contain("gpt-5-mini").And.Not.Contain(Secret));
        Assert.That(log.Entries, Is.Not.Empty, "the factory's own at least");

        // They were sent, so they could have leaked.
        Assert.That(Encoding.UTF8.GetString(network.Bodies.Single()), Does.Contain(Secret));
        Assert.That(
            request.RequestUri!.Query + request.RequestUri.UserInfo + request.Headers,
            Does.Contain($"key={Secret}").And.Contain($"{Secret}:{Secret}").And.Contain($"Bearer {Secret}"));
    }

    [TestCase("audio/transcriptions")]
    [TestCase("images/edits")]
    public async Task Upload_WithSecretsInNamesAndFields_TellsNone(string path)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle($$"""{"text":"{{Secret}}"}"""));
        using var request = WireSamples.Post("https://api.openai.com/v1/" + path);
        request.Content = new MultipartFormDataContent(Secret)
        {
            { new StringContent("gpt-4o-transcribe"), "model" },
            { new StringContent(Secret), "prompt" },
            { new StringContent(Secret), Secret },
            { new ByteArrayContent(WireSamples.Bytes(Secret)), "file", Secret + ".mp3" },
        };

        using var response = await client.Http.SendAsync(request);

        Assert.That((await client.EventAsync()).RequestModel, Is.EqualTo("gpt-4o-transcribe"));
        Assert.That(spans.Only.DisplayName, Does.EndWith("gpt-4o-transcribe"));
    }

    [Test]
    public async Task Call_ThatThrowsASecret_TellsNone()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(new StubHandler(_ => throw new HttpRequestException(Secret, new IOException(Secret))));

        await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(WireSamples.Post()));

        Assert.That((await client.EventAsync()).ErrorType, Is.EqualTo(typeof(HttpRequestException).FullName));
        Assert.That(spans.Only.Status, Is.EqualTo(System.Diagnostics.ActivityStatusCode.Error));
    }

    [Test]
    public async Task Stream_ThatFailsWithASecret_TellsNone()
    {
        using ActivityRecorder spans = new();
        TrickleStream body = new(WireSamples.Bytes(WireSamples.ChatStream), Delivery.SeededPieces)
        {
            BeforeRead = at => _ = at > 200 ? throw new IOException(Secret) : 0
        };
        await using MonitoredClient client = new(_ => WireSamples.Stream(body, "text/event-stream"));

        await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest)));

        Assert.That((await client.EventAsync()).Outcome, Is.EqualTo(LlmOutcomes.Broken));
        Assert.That(spans.Stopped, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Hook_ThatThrowsASecret_TellsNone()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Enrich = _ => throw new InvalidOperationException(Secret));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Not.Empty);
    }

    [Test]
    public async Task Scope_NotListed_IsToldByNoMetric()
    {
        const string Said = Canary.Said;
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream), options =>
        {
            options.SemanticConventions = SemanticConventions.Both;
            options.MetricTags.Add("listed");
        });
        LlmCallInfo info = new()
        {
            OperationName = Said, SessionId = Said, UserId = Said, Feature = Said, FeatureVersion = Said, PromptVersion = Said,
            Experiment = Said, Variant = Said,
            Strategy = Said, Tokenizer = Said,
            Tags = new Dictionary<string, string> { ["listed"] = "yes", ["not.listed"] = Said, [Said] = "name" },
        };

        using (LlmCall.Begin(info))
        using (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest)))
        {
        }

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tag("listed"), Is.EqualTo("yes"));
        Assert.That(string.Join('\n', client.Recorder.All), Does.Not.Contain(Said));
        Assert.That(spans.Only.GetTagItem("not.listed"), Is.EqualTo(Said), "spans and events are told");
        Assert.That((await client.EventAsync()).Call, Is.SameAs(info));
    }

    [Test]
    public async Task ErrorMessage_NotAskedFor_IsNotReadIntoTheEvent([Values] bool asked)
    {
        const string Message = "The key sk-1 is not known.";
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle($$$"""{"error":{"code":"c","message":"{{{Message}}}"}}"""), options => options.RecordErrorMessages = asked);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(((await client.EventAsync()).ErrorMessage, spans.Only.StatusDescription), Is.EqualTo(asked ? (Message, Message) : (null, (string?)null)));
        Assert.That(string.Join('\n', client.Recorder.All), Does.Not.Contain("sk-1"), "a metric is never told");
    }

    private static HttpResponseMessage Respond(WireCase answer)
    {
        var response = WireSamples.Stream(new TrickleStream(answer.Body), answer.ContentType);
        response.StatusCode = (System.Net.HttpStatusCode)answer.Status;
        response.Headers.TryAddWithoutValidation("x-ratelimit-limit-tokens", Secret);
        return response;
    }
}
