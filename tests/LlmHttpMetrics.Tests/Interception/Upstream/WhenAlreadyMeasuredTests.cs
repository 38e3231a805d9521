using System.Diagnostics;

namespace LlmHttpMetrics.Tests.Interception.Upstream;

/// <summary>Calls that another instrumentation measures too.</summary>
public sealed class WhenAlreadyMeasuredTests
{
    [Test]
    public async Task Record_TheDefault_RecordsEverything([Values] bool streamed)
    {
        using ActivityRecorder spans = new();
        using OtherInstrumentation other = new();
        await using var client = Client(mode: null, streamed);

        using var activity = other.Begin();
        await CallAsync(client, streamed);

        Assert.That(client.Recorder.Of("gen_ai.client.operation.duration"), Has.Count.EqualTo(1));
        Assert.That(client.Recorder.Of("gen_ai.client.token.usage"), Has.Count.EqualTo(2));
        Assert.That(spans.Only.ParentSpanId, Is.EqualTo(activity!.SpanId));
        Assert.That(activity.TagObjects.Select(tag => tag.Key), Is.EqualTo(new[] { "gen_ai.operation.name" }), "it is not ours to write on");
    }

    [Test]
    public async Task SkipStandard_UnderANeighbour_LeavesItTheStandardsInstruments([Values] bool streamed, [Values] bool linked)
    {
        using ActivityRecorder spans = new();
        using OtherInstrumentation other = new();
        await using var client = Client(WhenAlreadyMeasured.SkipStandard, streamed, linked);

        using var activity = other.Begin();
        await CallAsync(client, streamed);

        Assert.That(Standard(client), Is.Empty);
        Assert.That((client.Recorder.Sum("llm.requests"), client.Recorder.Sum("llm.tokens"), client.Recorder.Sum("llm.attempts")), Is.EqualTo((1d, 18d, 1d)));
        Assert.That(client.Recorder.Of("llm.time_to_first_token"), Has.Count.EqualTo(streamed ? 1 : 0));
        Assert.That(spans.Only.GetTagItem("gen_ai.usage.input_tokens"), Is.EqualTo(11));
        Assert.That(activity!.GetTagItem("llm.outcome"), Is.Null);
    }

    [Test]
    public async Task SkipStandard_CallsOfAnotherKind_AreRecordedWhole()
    {
        using OtherInstrumentation other = new();
        await using var client = Client(WhenAlreadyMeasured.SkipStandard);

        using (other.Begin())
        {
            await CallAsync(client);
        }

        await CallAsync(client);

        Assert.That(client.Recorder.Of("gen_ai.client.operation.duration"), Has.Count.EqualTo(1), "that of the call without a neighbour");
        Assert.That(client.Recorder.Sum("llm.requests"), Is.EqualTo(2));
    }

    [Test]
    public async Task Enrich_UnderANeighbour_PutsOursOnItsActivityAndNothingElse([Values] bool streamed, [Values] bool linked)
    {
        using ActivityRecorder spans = new();
        using OtherInstrumentation other = new();
        await using var client = Client(WhenAlreadyMeasured.Enrich, streamed, linked);

        var activity = other.Begin()!;
        using (LlmCall.Begin(new LlmCallInfo { Feature = "search", Tags = new Dictionary<string, string> { ["team"] = "t1" } }))
        {
            await CallAsync(client, streamed);
        }

        OtherInstrumentation.End(activity);

        Assert.That(spans.Started, Is.Empty);
        Assert.That(Standard(client), Is.Empty);
        Assert.That(client.Recorder.Sum("llm.requests"), Is.EqualTo(1));
        Assert.That(activity.TagObjects.Select(tag => tag.Key), Is.Unique, "it adds its own without a look at what is there");
        Assert.That((activity.GetTagItem("llm.outcome"), activity.GetTagItem("http.response.status_code")), Is.EqualTo(((object)"completed", (object)200)));
        Assert.That((activity.GetTagItem("llm.feature"), activity.GetTagItem("team")), Is.EqualTo(((object)"search", (object)"t1")));
        Assert.That((activity.GetTagItem("gen_ai.usage.input_tokens"), activity.GetTagItem("error.type")), Is.EqualTo(((object)11, (object)"x")));
    }

    [Test]
    public async Task Enrich_OfAFailedCall_SaysSoAndLeavesTheStatus()
    {
        using OtherInstrumentation other = new();
        await using MonitoredClient client = new(
            _ => throw new HttpRequestException(HttpRequestError.ConnectionError), options => options.WhenAlreadyMeasured = WhenAlreadyMeasured.Enrich);

        using var activity = other.Begin()!;
        await Assert.CatchAsync<HttpRequestException>(() => client.Http.SendAsync(WireSamples.Post()));

        Assert.That(
            (activity.GetTagItem("llm.outcome"), activity.GetTagItem("error.type"), activity.Status),
            Is.EqualTo(((object)"broken", (object?)null, ActivityStatusCode.Unset)));
    }

    [Test]
    public async Task Enrich_EventAndHook_AreAtTheNeighboursActivity()
    {
        using OtherInstrumentation other = new();
        Activity? given = null;
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options =>
        {
            options.WhenAlreadyMeasured = WhenAlreadyMeasured.Enrich;
            options.Enrich = context => given = context.Activity;
        });

        using var activity = other.Begin()!;
        await CallAsync(client);
        var e = await client.EventAsync();

        Assert.That(given, Is.SameAs(activity));
        Assert.That((e.TraceId, e.SpanId), Is.EqualTo((activity.TraceId.ToHexString(), activity.SpanId.ToHexString())));
    }

    [Test]
    public async Task Enrich_OfAStreamThatOutlivesTheActivity_WritesNothing()
    {
        using OtherInstrumentation other = new();
        await using var client = Client(WhenAlreadyMeasured.Enrich, streamed: true);

        var activity = other.Begin()!;
        using var response = await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatStreamRequest), HttpCompletionOption.ResponseHeadersRead);
        OtherInstrumentation.End(activity);
        await response.Content.ReadAsByteArrayAsync();

        Assert.That(activity.GetTagItem("llm.outcome"), Is.Null, "it has been exported");
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Enrich_OfACallKnownOnlyOnceSent_HasNoSpan()
    {
        using ActivityRecorder spans = new();
        using OtherInstrumentation other = new();
        await using var client = Client(WhenAlreadyMeasured.Enrich);
        using HttpRequestMessage request = new(HttpMethod.Post, "http://localhost:8000/v1/chat/completions")
        {
            Content = new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatRequest))
        };

        using var activity = other.Begin()!;
        using var response = await client.Http.SendAsync(request);

        Assert.That((spans.Started.Count, activity.GetTagItem("llm.outcome")), Is.EqualTo((0, (object)"completed")));
    }

    [Test]
    public async Task Modes_WithoutAServiceProvider_AreTheSame()
    {
        using OtherInstrumentation other = new();
        using MeasurementRecorder recorder = new(services: null, keep: measurement => Equals(measurement.Tag(LlmTagNames.RequestModel), "neighbours-model"));
        LlmMonitoringOptions options = new() { WhenAlreadyMeasured = WhenAlreadyMeasured.SkipStandard };
        using HttpMessageInvoker invoker = new(
            LlmMonitoring.CreateHandler(new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), options: options));

        using var activity = other.Begin();
        using var response = await invoker.SendAsync(
            WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", "neighbours-model", StringComparison.Ordinal)), CancellationToken.None);
        await response.Content.LoadIntoBufferAsync();

        Assert.That(recorder.All.Select(measurement => measurement.Instrument), Has.None.StartsWith("gen_ai.").And.Some.EqualTo("llm.requests"));
    }

    internal static MonitoredClient Client(
        WhenAlreadyMeasured? mode,
        bool streamed = false,
        bool linked = false,
        Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? services = null) => new(
        new StubHandler(_ => WireSamples.Trickle(streamed ? WireSamples.ChatStream : WireSamples.ChatAnswer)),
        options =>
        {
            options.SemanticConventions = SemanticConventions.Both;
            options.WhenAlreadyMeasured = mode ?? options.WhenAlreadyMeasured;
        },
        client => _ = linked
            ? Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.AddHttpMessageHandler(client, () => new PassThrough())
            : client,
        services);

    internal static async Task CallAsync(MonitoredClient client, bool streamed = false)
    {
        using var response = await client.Http.SendAsync(WireSamples.Post(json: streamed ? WireSamples.ChatStreamRequest : WireSamples.ChatRequest));
    }

    internal static IEnumerable<string> Standard(MonitoredClient client) =>
        client.Recorder.All.Select(measurement => measurement.Instrument).Where(name => name.StartsWith("gen_ai.", StringComparison.Ordinal));

    private sealed class PassThrough : DelegatingHandler;
}
