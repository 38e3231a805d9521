using System.Diagnostics;
using System.Net;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The span of a call: what it says, whose child it is, and whose parent.</summary>
[NonParallelizable]
public sealed class SpanTests
{
    [Test]
    public async Task Span_OfAnAnswer_SaysWhatTheConventionAsks()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post(
            json: """{"messages":[{"role":"user","content":"Hi"}],"model":"gpt-5-mini","temperature":0.5,"top_p":0.9,"max_completion_tokens":64"""
                + ""","seed":7,"n":1,"frequency_penalty":0.1,"service_tier":"auto"}"""));

        var span = spans.Only;
        Assert.That((span.DisplayName, span.Kind, span.Status), Is.EqualTo(("chat gpt-5-mini", ActivityKind.Client, ActivityStatusCode.Unset)));
        Assert.That(span.TagObjects.Where(tag => tag.Key != "gen_ai.response.finish_reasons"), Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("gen_ai.operation.name", "chat"), new("gen_ai.provider.name", "openai"), new("server.address", "api.openai.com"), new("server.port", 443),
            new("gen_ai.request.model", "gpt-5-mini"), new("gen_ai.request.temperature", 0.5), new("gen_ai.request.top_p", 0.9),
            new("gen_ai.request.max_tokens", 64L),
            new("gen_ai.request.seed", 7L), new("gen_ai.request.frequency_penalty", 0.1), new("openai.request.service_tier", "auto"),
            new("http.response.status_code", 200), new("gen_ai.response.model", "gpt-5-mini-2025-08-07"), new("gen_ai.response.id", "chatcmpl-1"),
            new("openai.api.type", "chat_completions"), new("openai.response.service_tier", "default"), new("openai.response.system_fingerprint", "fp_1"),
            new("gen_ai.usage.input_tokens", 11L), new("gen_ai.usage.output_tokens", 7L), new("gen_ai.usage.cache_read.input_tokens", 4L),
            new("gen_ai.usage.reasoning.output_tokens", 3L), new("llm.outcome", "completed"),
        }));
        Assert.That(span.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }).And.TypeOf<string[]>());
    }

    [Test]
    public async Task Span_OfAStream_SaysSo()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream));

        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest));

        Assert.That(spans.Only.GetTagItem("gen_ai.request.stream"), Is.True);
        Assert.That(spans.Only.GetTagItem("gen_ai.response.time_to_first_chunk"), Is.TypeOf<double>());
    }

    [TestCase(SemanticConventions.V1_41, "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens")]
    [TestCase(SemanticConventions.Latest, "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens")]
    public async Task Span_CacheWrite_HasTheGenerationsName(SemanticConventions conventions, string present, string absent)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.MessagesAnswer), options => options.SemanticConventions = conventions);

        using var response = await client.Http.SendAsync(WireSamples.Post(WireSamples.AnthropicMessages, WireSamples.MessagesRequest));

        Assert.That((spans.Only.GetTagItem(present), spans.Only.GetTagItem(absent)), Is.EqualTo((2L, (object?)null)));
    }

    [TestCase(false, null)]
    [TestCase(true, "Slow down")]
    public async Task Span_OfAnError_HasItsMessageOnlyWhereAskedFor(bool recordsMessages, string? description)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => Interception.RetryTests.Refusal(), options => options.RecordErrorMessages = recordsMessages);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        var span = spans.Only;
        Assert.That((
            span.Status, span.StatusDescription, span.GetTagItem("error.type")), Is.EqualTo((ActivityStatusCode.Error, description, "rate_limit_exceeded")));
        Assert.That(span.GetTagItem("http.response.status_code"), Is.EqualTo((int)HttpStatusCode.TooManyRequests));
        Assert.That((await client.EventAsync()).ErrorMessage, Is.EqualTo(description));
    }

    [Test]
    public async Task Span_IsTheCallersChildAndLastsUntilTheBodyEnds()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(spans.Stopped, Is.Empty);

        await response.Content.ReadAsStringAsync();

        Assert.That(spans.Only.ParentSpanId, Is.EqualTo(spans.Caller.SpanId));
    }

    [Test]
    public async Task Span_IsCurrentBelowAndTheCallersIsAgainAbove()
    {
        using ActivityRecorder spans = new();
        Activity? below = null;
        await using MonitoredClient client = new(_ =>
        {
            below = Activity.Current;
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });

        var sending = client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(Activity.Current, Is.SameAs(spans.Caller), "right after the call");
        using var response = await sending;
        Assert.That(Activity.Current, Is.SameAs(spans.Caller), "once the response is there");
        using (new Activity("caller's own").Start())
        {
            await response.Content.ReadAsStringAsync();
            Assert.That(Activity.Current!.OperationName, Is.EqualTo("caller's own"), "after reading");
        }

        Assert.That(below, Is.SameAs(spans.Only));
    }

    [Test]
    public async Task Baggage_OfTheCaller_ReachesTheNetwork()
    {
        using ActivityRecorder spans = new();
        spans.Caller.AddBaggage("tenant", "t1");
        spans.Caller.TraceStateString = "vendor=1";
        (string? Baggage, string? State) below = default;
        await using MonitoredClient client = new(_ =>
        {
            below = (Activity.Current!.GetBaggageItem("tenant"), Activity.Current.TraceStateString);
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(spans.Stopped, Has.Count.EqualTo(1));
        Assert.That(below, Is.EqualTo(("t1", "vendor=1")), "headers are made of these");
    }

    [Test]
    public async Task Recording_IsDoneUnderTheCallersActivity([Values] bool withSpan)
    {
        using var spans = withSpan ? new ActivityRecorder() : null;
        using var caller = new Activity("mine").Start();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatStream));
        HashSet<string?> current = [];

        // The time between chunks is recorded where the caller reads: changing the activity for each would cost him memory.
        client.Recorder.OnMeasurement = measurement => _ = measurement.Instrument.EndsWith("per_output_chunk", StringComparison.Ordinal)
            || current.Add(Activity.Current?.OperationName);
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);

        using (new Activity("later").Start())
        {
            await response.Content.ReadAsStringAsync();
        }

        Assert.That(current, Is.EqualTo(new[] { caller.OperationName }));
    }

    [Test]
    public async Task Span_OfARequestKnownOnlyOnceSent_IsThereAndTheCallersChild()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        using HttpRequestMessage request = new(HttpMethod.Post, "http://localhost:8000/v1/chat/completions")
        {
            Content = new Interception.PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest))
        };

        using var response = await client.Http.SendAsync(request);

        Assert.That((spans.Only.DisplayName, spans.Only.ParentSpanId), Is.EqualTo(("chat gpt-5-mini", spans.Caller.SpanId)));
        Assert.That(spans.Only.StartTimeUtc, Is.EqualTo(client.Time.GetUtcNow().UtcDateTime));
        Assert.That(Activity.Current, Is.SameAs(spans.Caller));
    }

    [Test]
    public async Task Span_OfAStoredResponse_IsAllThereIs()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(
                """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5","usage":{"input_tokens":1,"output_tokens":2}}"""));

        using var response = await client.Http.GetAsync(new Uri("https://api.openai.com/v1/responses/resp_1"));

        Assert.That(spans.Only.GetTagItem("gen_ai.operation.name"), Is.EqualTo("fetch_response"));
        Assert.That(spans.Only.GetTagItem("gen_ai.usage.input_tokens"), Is.Null, "it has been counted when it was made");
        Assert.That(client.Recorder.All, Is.Empty);
    }

    [Test]
    public async Task Span_OfACallThatThrows_IsEnded()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));

        await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(WireSamples.Post()));

        Assert.That((spans.Only.Status, spans.Only.GetTagItem("error.type")), Is.EqualTo((ActivityStatusCode.Error, "connection_error")));
        Assert.That(Activity.Current, Is.SameAs(spans.Caller));
    }

    [TestCase("""{"model":"gpt-5","input":"Hi","conversation":"conv_1"}""", "conv_1")]
    [TestCase("""{"model":"gpt-5","input":"Hi","conversation":{"id":"conv_2"}}""", "conv_2")]
    [TestCase("""{"model":"gpt-5","input":"Hi"}""", null)]
    public async Task Span_OfACallInAConversation_NamesIt(string json, string? id)
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle("""{"id":"resp_1","status":"completed","model":"gpt-5"}"""));

        using var response = await client.Http.SendAsync(WireSamples.Post("https://api.openai.com/v1/responses", json));

        Assert.That(spans.Only.GetTagItem("gen_ai.conversation.id"), Is.EqualTo(id));
    }

    [Test]
    public async Task Span_NotSampled_ChangesNothing()
    {
        using ActivityRecorder spans = new(ActivitySamplingResult.None);
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(spans.Stopped, Is.Empty);
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }
}
