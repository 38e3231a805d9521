namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>Callbacks of the application: a fault in one is counted and has no other effect.</summary>
public sealed class HookTests
{
    [Test]
    public async Task Filter_SaysNo_TheCallPassesUnmeasured()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Filter = request => !request.Headers.Contains("X-Skip"));
        using var skipped = WireSamples.Post();
        skipped.Headers.Add("X-Skip", "1");

        using (var response = await client.Http.SendAsync(skipped))
        {
            Assert.That(response.Content, Is.TypeOf<StreamContent>());
            Assert.That(client.Recorder.All, Is.Empty);
        }

        using var measured = await client.Http.SendAsync(WireSamples.Post());
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(1));
    }

    [Test]
    public async Task Filter_Throws_TheCallPassesUnmeasuredAndTheFaultIsCounted()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Filter = _ => throw new InvalidOperationException());

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tags, Is.EqualTo(
            new Dictionary<string, object?> { ["llm.stage"] = "filter" }));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Requests), Is.Empty);
    }

    [Test]
    public async Task Enrich_SeesAllAndAddsToSpanAndEvent()
    {
        LlmEnrichmentContext? seen = null;
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Enrich = context =>
        {
            seen = context;
            context.Activity?.SetTag("mine", 1);
            context.Event!.Custom["mine"] = 2;
        });
        using var request = WireSamples.Post();

        using var response = await client.Http.SendAsync(request);

        Assert.That(seen!.Request, Is.SameAs(request));
        Assert.That(seen.Response, Is.SameAs(response));
        Assert.That(spans.Only.GetTagItem("mine"), Is.EqualTo(1));
        Assert.That((await client.EventAsync()).Custom["mine"], Is.EqualTo(2));
    }

    [Test]
    public async Task Enrich_Throws_TheCallIsRecordedAndTheFaultIsCounted()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Enrich = _ => throw new InvalidOperationException());

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag("llm.stage"), Is.EqualTo("enrich"));
        Assert.That((await client.EventAsync()).Outcome, Is.EqualTo(LlmOutcomes.Completed));
    }

    [Test]
    public async Task Listener_Throws_TheCallerDoesNotHear()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        client.Recorder.OnMeasurement = measurement => _ = measurement.Instrument == "llm.requests" ? throw new InvalidOperationException() : 0;

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag("llm.stage"), Is.EqualTo("recording"));
    }

    [Test]
    public async Task Clock_Throws_TheCallerDoesNotHear()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), configure: options => options.TimeProvider = new BrokenClock());

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(WireSamples.ChatAnswer));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Not.Empty);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new InvalidOperationException();
    }
}
