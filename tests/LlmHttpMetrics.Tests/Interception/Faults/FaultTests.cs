using System.Diagnostics;
using LlmHttpMetrics.Reading;
using LlmHttpMetrics.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Interception.Faults;

/// <summary>Whatever fails in the library or in a listener, and whenever: the caller gets the bytes and no exception.</summary>
public sealed class FaultTests
{
    private static readonly string[] Instruments =
    [
        .. typeof(LlmInstrumentNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
    ];

    [Test]
    public async Task Clock_FailsAtAnyTime_TheCallerDoesNotHear([Range(0, 15)] int good, [Values] bool handlerBetween, [Values] bool sync)
    {
        await using var client = Client(handlerBetween, options => options.TimeProvider = new FaultyClock(good));

        await AssertUnharmedAsync(client, sync);

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task Listener_FailsAtAnyInstrument_TheCallerDoesNotHear(
        [ValueSource(nameof(Instruments))] string instrument, [Values] bool handlerBetween, [Values] bool sync)
    {
        await using var client = Client(handlerBetween, options => options.SemanticConventions = SemanticConventions.Both);
        client.Recorder.OnMeasurement = measurement => _ = measurement.Instrument == instrument ? throw new InvalidOperationException("the listener") : 0;

        await AssertUnharmedAsync(client, sync);

        client.Recorder.OnMeasurement = null;
        AssertWhole(await client.EventAsync(), client.Recorder);
    }

    [Test]
    public async Task Listener_FailsAlways_TheCallerDoesNotHear([Values] bool handlerBetween, [Values] bool sync)
    {
        await using var client = Client(handlerBetween, options => options.Enrich = _ => throw new InvalidOperationException("enriching"));
        client.Recorder.OnMeasurement = _ => throw new InvalidOperationException("the listener");

        await AssertUnharmedAsync(client, sync);

        AssertWhole(await client.EventAsync(), client.Recorder);
    }

    [Test]
    public async Task Tracer_Fails_TheCallerDoesNotHear([Values(0, 1, 2)] int at, [Values] bool handlerBetween, [Values] bool sync)
    {
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == LlmTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => Fail(0, options.TraceId) ?? ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => Fail(1, activity.TraceId),
            ActivityStopped = activity => Fail(2, activity.TraceId),
        };
        ActivitySource.AddActivityListener(listener);
        await using var client = Client(handlerBetween, _ => { });

        await AssertUnharmedAsync(client, sync);

        Assert.That(Activity.Current, Is.SameAs(caller));
        AssertWhole(await client.EventAsync(), client.Recorder);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Not.Empty);

        ActivitySamplingResult? Fail(int when, ActivityTraceId trace) =>
            at == when && trace == caller.TraceId ? throw new InvalidOperationException("the tracer") : null;
    }

    [Test]
    public async Task Text_FailsToBeMeasured_IsCountedOnceAndTheCallRecorded(
        [Values] bool ofTheAnswer, [Values] bool inMemory, [Values] bool handlerBetween, [Values] bool sync)
    {
        await using var client = Client(handlerBetween, options => options.TextSink = () => new FaultySink(ofTheAnswer ? TextKind.Answer : TextKind.Input));

        await AssertUnharmedAsync(client, sync, inMemory ? null : new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatStreamRequest)));

        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo(ofTheAnswer ? "response" : "request"));
        Assert.That(client.Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Measuring_FailsToBegin_IsCountedAndTheCallerDoesNotHear([Range(0, 2)] int good, [Values] bool handlerBetween, [Values] bool sync)
    {
        var begun = 0;
        await using var client = Client(
            handlerBetween, options => options.TextSink = () => begun++ < good ? new FaultySink(null) : throw new InvalidOperationException("the strategy"));

        await AssertUnharmedAsync(client, sync, new PiecewiseContent(WireSamples.Bytes(WireSamples.ChatStreamRequest)));

        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Not.Empty);
    }

    /// <summary>One fault costs no other figure of the call.</summary>
    private static void AssertWhole(LlmEvent callEvent, MeasurementRecorder recorder)
    {
        Assert.That(callEvent.Outcome, Is.EqualTo(LlmOutcomes.Completed));
        foreach (var name in new[]
        {
            LlmInstrumentNames.Requests,
            LlmInstrumentNames.Attempts,
            LlmInstrumentNames.OperationDuration,
            LlmInstrumentNames.TimeToFirstToken
        })
        {
            Assert.That(recorder.Of(name), Has.Count.EqualTo(1), name);
        }

        Assert.That(recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }

    private static MonitoredClient Client(bool handlerBetween, Action<LlmMonitoringOptions> configure) =>
        new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatStream, Delivery.SeededPieces, "text/event-stream")),
            configure,
            builder => _ = handlerBetween ? builder.AddHttpMessageHandler(() => new PassingHandler()) : builder);

    private static async Task AssertUnharmedAsync(MonitoredClient client, bool sync, HttpContent? content = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, WireSamples.OpenAiChat)
        {
            Content = content ?? WireSamples.Json(WireSamples.ChatStreamRequest)
        };
        using var response = sync
            ? client.Http.Send(request, HttpCompletionOption.ResponseHeadersRead)
            : await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using MemoryStream all = new();
        await using (var stream = sync ? response.Content.ReadAsStream() : await response.Content.ReadAsStreamAsync())
        {
            var buffer = new byte[100];
            for (int read; (read = sync ? stream.Read(buffer) : await stream.ReadAsync(buffer)) > 0;)
            {
                all.Write(buffer, 0, read);
            }
        }

        Assert.That(all.ToArray(), Is.EqualTo(WireSamples.Bytes(WireSamples.ChatStream)));
    }

    private sealed class FaultySink(TextKind? at) : ITextSink
    {
        public void OnText(TextKind kind, int part, ReadOnlySpan<byte> utf8) => _ = kind == at ? throw new InvalidOperationException("the sink") : 0;
    }

    private sealed class PassingHandler : DelegatingHandler;
}
