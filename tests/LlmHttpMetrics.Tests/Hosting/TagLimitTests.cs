namespace LlmHttpMetrics.Tests.Hosting;

/// <summary>The bound on the values of a tag.</summary>
public sealed class TagLimitTests
{
    [Test]
    public async Task Values_PastTheBound_BecomeOtherAndAreCounted()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.MaxTagValues = 2);

        foreach (var model in new[] { "a", "b", "c", "a", "d" })
        {
            (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", model)))).Dispose();
        }

        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Requests).Select(requests => requests.Tag(LlmTagNames.RequestModel)),
            Is.EqualTo(new[] { "a", "b", "_OTHER", "a", "_OTHER" }));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.TagsOverflowed), Is.Not.Empty);
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.TagsOverflowed).Select(overflow => overflow.Tags),
            Has.All.EqualTo(new Dictionary<string, object?> { ["llm.tag"] = LlmTagNames.RequestModel }));
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Requests).Select(requests => requests.Tag(LlmTagNames.ResponseModel)),
            Has.All.EqualTo("gpt-5-mini-2025-08-07"),
            "each tag has its own bound");
    }

    [Test]
    public async Task Event_PastTheBound_KeepsTheValue()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.MaxTagValues = 1);

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", "late")))).Dispose();

        await LlmMonitoring.FlushAsync();
        Assert.That(client.Sink.Events.Select(callEvent => callEvent.RequestModel), Is.EqualTo(new[] { "gpt-5-mini", "late" }));
    }

    [Test]
    public async Task Values_ManyAtOnce_StayWithinTheBound()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.MaxTagValues = 10);

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (i, token) =>
            (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", $"m{i % 50}")), token)).Dispose());

        var models = client.Recorder.Of(LlmInstrumentNames.Requests).Select(requests => requests.Tag(LlmTagNames.RequestModel)).ToList();
        Assert.That(models, Has.Count.EqualTo(200));
        Assert.That(models.Distinct().Count(), Is.InRange(2, 11));
    }
}
