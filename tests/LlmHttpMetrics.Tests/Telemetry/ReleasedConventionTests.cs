using System.Diagnostics;
using LlmHttpMetrics.Telemetry;
using LlmHttpMetrics.Tests.Events;
using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>
/// What semantic-conventions-genai v0.1.0 asks for and v1.41 does not:
/// https://github.com/open-telemetry/semantic-conventions-genai/tree/v0.1.0.
/// </summary>
[NonParallelizable]
public sealed class ReleasedConventionTests
{
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent";

    [Test]
    public void Latest_IsTheNewestReleased() => Assert.That(SemanticConventions.Latest, Is.EqualTo(SemanticConventions.V0_1));

    [TestCase(SemanticConventions.V1_41, "https://opentelemetry.io/schemas/1.41.0")]
    [TestCase(SemanticConventions.V0_1, "https://opentelemetry.io/schemas/gen-ai/0.1.0")]
    [TestCase(SemanticConventions.Both, null)]
    public async Task Source_OfASpan_HasTheSchemaOfItsConvention(SemanticConventions conventions, string? schema)
    {
        var span = await SpanAsync(conventions);

        Assert.That((span.Source.Name, span.Source.TelemetrySchemaUrl), Is.EqualTo((LlmTelemetry.ActivitySourceName, schema)));
    }

    [Test]
    public void Meter_HasTheSchemaOfTheProcess()
    {
        using LlmInstruments instruments = new(factory: null);

        Assert.That(instruments.Meter.TelemetrySchemaUrl, Is.EqualTo(ConventionSchemas.UrlOf(ConventionOptIn.Default)));
    }

    [TestCase("\"END\"", new[] { "END" })]
    [TestCase("[\"END\",\"\\n\\n\",\"ü\"]", new[] { "END", "\n\n", "ü" })]
    [TestCase("[]", null)]
    [TestCase("null", null)]
    [TestCase("[1,{\"a\":\"b\"},[\"c\"]]", new[] { "1" })]
    public async Task Span_WhereInputMayBeTold_HasTheStopSequences(string stop, string[]? expected)
    {
        var request = $$"""{"model":"gpt-5-mini","stop":{{stop}},"messages":[{"role":"user","content":"Hi"}]}""";

        Assert.That(
            (await SpanAsync(SemanticConventions.V0_1, request: request, capturesInput: true)).GetTagItem("gen_ai.request.stop_sequences"),
            Is.EqualTo(expected));
        Assert.That((await SpanAsync(SemanticConventions.V0_1, request: request)).GetTagItem(
            "gen_ai.request.stop_sequences"), Is.Null, "they are the caller's text");
    }

    [Test]
    public async Task StopSequences_OnASpan_AreRedacted()
    {
        const string Request = """{"model":"gpt-5-mini","stop":["ann@example.com:"],"messages":[{"role":"user","content":"Hi"}]}""";

        Assert.That(
            (await SpanAsync(SemanticConventions.V0_1, request: Request, capturesInput: true)).GetTagItem("gen_ai.request.stop_sequences"),
            Is.EqualTo(new[] { "[email]:" }));
    }

    [Test]
    public async Task Span_OfManyStopSequences_HasThoseThatAreHeld()
    {
        var many = string.Join(',', Enumerable.Range(0, 50).Select(number => $"\"{number:00}{new string('x', 60)}\""));
        var span = await SpanAsync(
            SemanticConventions.V0_1,
            request: $$"""{"model":"gpt-5-mini","stop":[{{many}}],"messages":[{"role":"user","content":"Hi"}]}""",
            capturesInput: true);

        Assert.That(span.GetTagItem("gen_ai.request.stop_sequences"), Has.Length.EqualTo(16).And.All.Length.EqualTo(62));
    }

    [Test]
    public async Task Span_OfAStoredPrompt_NamesItAndItsVersion()
    {
        var span = await SpanAsync(
            SemanticConventions.V0_1,
            "https://api.openai.com/v1/responses",
            """{"model":"gpt-5-mini","input":"Hi","prompt":{"id":"pmpt_1","version":"2","variables":{"name":"Ann"}}}""",
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-mini","output":[],"usage":{"input_tokens":1"""
                + ""","output_tokens":1,"total_tokens":2}}""");

        Assert.That((span.GetTagItem("gen_ai.prompt.name"), span.GetTagItem("gen_ai.prompt.version")), Is.EqualTo(("pmpt_1", "2")));
    }

    [Test]
    public async Task Span_OfACallWithAPromptVersion_HasIt()
    {
        using var scope = LlmCall.Begin(new LlmCallInfo { PromptVersion = "v7" });
        var span = await SpanAsync(SemanticConventions.V0_1);

        Assert.That(span.GetTagItem("gen_ai.prompt.version"), Is.EqualTo("v7"));
    }

    [Test]
    public async Task Span_OfACallWithAFeatureVersion_HasIt()
    {
        using var scope = LlmCall.Begin(new LlmCallInfo { Feature = "inbox", FeatureVersion = "2.4" });
        var span = await SpanAsync(SemanticConventions.V0_1);

        Assert.That((span.GetTagItem("llm.feature"), span.GetTagItem("llm.feature.version")), Is.EqualTo(("inbox", "2.4")));
    }

    [TestCase(SemanticConventions.V0_1, true)]
    [TestCase(SemanticConventions.V1_41, false)]
    public async Task Span_HasTokensByModality(SemanticConventions conventions, bool expected)
    {
        var span = await SpanAsync(
            conventions,
            Gemini,
            """{"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""",
            """
            {"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":30,"candidatesTokenCount":5,"totalTokenCount":35,
            "promptTokensDetails":[{"modality":"TEXT","tokenCount":10},{"modality":"AUDIO","tokenCount":20},{"modality":"IMAGE","tokenCount":0}],"candidatesTokensDetails":[{"modality":"TEXT","tokenCount":5}]}}
            """);

        var usage = span.TagObjects.Where(
            tag => tag.Key.Contains(".text.", StringComparison.Ordinal)
                || tag.Key.Contains(".audio.", StringComparison.Ordinal)
                || tag.Key.Contains(".image.", StringComparison.Ordinal));
        Assert.That(usage, Is.EquivalentTo(expected
            ? new KeyValuePair<string, object?>[]
            {
                new("gen_ai.usage.text.input_tokens", 10L),
                new("gen_ai.usage.audio.input_tokens", 20L),
                new("gen_ai.usage.text.output_tokens", 5L)
            }
            : []));
    }

    [TestCase(SemanticConventions.V0_1, new[] { "error" })]
    [TestCase(SemanticConventions.V1_41, null)]
    public async Task Span_OfAStreamThatBroke_HasAnErrorInThePlaceOfItsReason(SemanticConventions conventions, string[]? reasons)
    {
        var span = await SpanAsync(
            conventions,
            request: WireSamples.ChatStreamRequest,
            answer: WireSamples.ChatStream[..WireSamples.ChatStream.IndexOf("\"finish_reason\":\"stop\"", StringComparison.Ordinal)]);

        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(reasons));
    }

    [TestCase(SemanticConventions.V0_1, false, 1)]
    [TestCase(SemanticConventions.V0_1, true, 1)]
    [TestCase(SemanticConventions.V1_41, false, 0)]
    public async Task Exception_ThatEndsACall_IsAnEvent(SemanticConventions conventions, bool tellsMessages, int events)
    {
        FieldLogger log = new();
        await using MonitoredClient client = new(
            new StubHandler(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "secret")),
            options => (options.SemanticConventions, options.RecordErrorMessages) = (conventions, tellsMessages),
            services: services => services.AddLogging(logging => logging.AddProvider(log)));

        Assert.That(async () => await client.Http.SendAsync(WireSamples.Post()), Throws.TypeOf<HttpRequestException>());

        var written = log.Named("gen_ai.client.inference.exception");
        Assert.That(written, Has.Length.EqualTo(events));
        foreach (var (level, fields) in written)
        {
            Assert.That(level, Is.EqualTo(LogLevel.Warning));
            Assert.That(fields["exception.type"], Is.EqualTo("System.Net.Http.HttpRequestException"));
            Assert.That(fields["error.type"], Is.EqualTo("connection_error"));
            Assert.That(fields["gen_ai.request.model"], Is.EqualTo("gpt-5-mini"));
            Assert.That(fields.GetValueOrDefault("exception.message"), Is.EqualTo(tellsMessages ? "secret" : null));
        }
    }

    private static async Task<Activity> SpanAsync(
        SemanticConventions conventions,
        string url = WireSamples.OpenAiChat,
        string request = WireSamples.ChatRequest,
        string answer = WireSamples.ChatAnswer,
        bool capturesInput = false)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(answer), options => (options.SemanticConventions, options.ContentCapture.Input) = (conventions, capturesInput));
        using var response = await client.Http.SendAsync(WireSamples.Post(url, request));
        return spans.Only;
    }
}
