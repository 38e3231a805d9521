using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>Constant tags are on everything that is published of every client.</summary>
public sealed class ConstantTagTests
{
    private static readonly KeyValuePair<string, object?> Region = new("region", "eu");

    [Test]
    public async Task Figures_OfEveryInstrument_HaveThem([Values] bool isStream)
    {
        await using MonitoredClient client = new(
            new StubHandler(
                _ => isStream ? WireSamples.Trickle(WireSamples.ChatStream, contentType: "text/event-stream") : WireSamples.Trickle(WireSamples.ChatAnswer)),
            options =>
            {
                options.SemanticConventions = SemanticConventions.Both;
                options.DefaultStrategy = LlmStrategies.Hybrid;
                options.Enrich = _ => throw new InvalidOperationException("mine");
            },
            services: services => services.AddLlmBudgets(budgets => budgets.Budgets.Add(new LlmBudget { Name = "b", Amount = 1 })),
            shared: options => (options.Tags.ConstantTags["region"], options.Tags.MaxTagValues) = ("eu", 1));
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);

        foreach (var model in new[] { "gpt-5-mini", "gpt-5" })
        {
            (await client.Http.SendAsync(
                WireSamples.Post(
                    json: (isStream ? WireSamples.ChatStreamRequest : WireSamples.ChatRequest).Replace("gpt-5-mini", model, StringComparison.Ordinal))))
                .Dispose();
        }

        client.Recorder.Observe();

        Assert.That(client.Recorder.All.Select(m => m.Instrument), Is.SupersetOf(new[]
        {
            LlmInstrumentNames.Requests, LlmInstrumentNames.Tokens, LlmInstrumentNames.Attempts, LlmInstrumentNames.MeasurementFailures,
            LlmInstrumentNames.TagsOverflowed, LlmInstrumentNames.ProviderHealth, LlmInstrumentNames.BudgetLimit, "gen_ai.client.operation.duration",
        }));
        Assert.That(client.Recorder.All.Where(m => !Equals(m.Tag("region"), "eu")).Select(m => m.Instrument), Is.Empty);
        Assert.That(lite.All.Select(m => m.Tag("region")), Is.Not.Empty.And.All.EqualTo("eu"));
    }

    [Test]
    public async Task Events_HaveThem()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.ConstantTags["region"] = "eu");

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That((await client.EventAsync()).ConstantTags, Is.EqualTo(new Dictionary<string, string> { ["region"] = "eu" }));
    }

    [Test]
    public async Task Spans_HaveThem()
    {
        using ActivityRecorder spans = new();
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.ConstantTags["span.region"] = "eu");

        (await client.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(spans.Only.GetTagItem("span.region"), Is.EqualTo("eu"));
    }

    [Test]
    public async Task Figures_OfOtherServiceProviders_HaveNone()
    {
        await using MonitoredClient tagged = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Tags.ConstantTags["region"] = "eu");
        await using MonitoredClient plain = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer));

        (await tagged.Http.SendAsync(WireSamples.Post())).Dispose();
        (await plain.Http.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(plain.Recorder.Only(LlmInstrumentNames.Requests).Tag("region"), Is.Null);
        Assert.That(tagged.Recorder.Only(LlmInstrumentNames.Requests).Tags, Does.Contain(Region));
    }

    [Test]
    public async Task MetricTag_OfTheSameName_IsTheConstantOne()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options => options.MetricTags.Add("region"),
            shared: options => options.Tags.ConstantTags["region"] = "eu");

        using (LlmCall.Begin(new LlmCallInfo { Tags = new Dictionary<string, string> { ["region"] = "us" } }))
        {
            (await client.Http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Requests).Tags, Does.Contain(Region));
    }
}
