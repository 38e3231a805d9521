using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>The instruments as the contract lists them.</summary>
public sealed class InstrumentTests
{
    private static readonly double[] Seconds =
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36];

    private static readonly int[] Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

    private static readonly string[] Durations =
    [
        "gen_ai.client.operation.duration", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.client.operation.time_per_output_chunk",
        "gen_ai.client.inference.duration", "gen_ai.client.inference.time_to_first_chunk", "gen_ai.client.inference.time_per_output_chunk",
        "gen_ai.client.embeddings.duration", "llm.time_to_first_token", "llm.time_to_first_answer", "llm.time_per_output_token",
        "llm.longest_stall", "llm.attempt.duration",
    ];

    private static readonly string[] TokenHistograms =
    [
        "gen_ai.client.token.usage", "gen_ai.client.inference.operation.input_tokens", "gen_ai.client.inference.operation.output_tokens",
        "gen_ai.client.embeddings.operation.input_tokens",
    ];

    private static readonly (string Name, string Unit)[] Counters =
    [
        ("llm.requests", "{request}"), ("llm.tokens", "{token}"), ("llm.tokens.cached", "{token}"), ("llm.tokens.cache_write", "{token}"),
        ("llm.tokens.reasoning", "{token}"), ("llm.usage.missing", "{request}"), ("llm.price.missing", "{request}"), ("llm.attempts", "{attempt}"),
        ("llm.measurement.failures", "{failure}"), ("llm.measurement.fallbacks", "{call}"), ("llm.measurement.anomalies", "{call}"),
        ("llm.capacity", "{unit}"), ("llm.tokenization.cache", "{lookup}"), ("llm.tags.overflowed", "{value}"), ("llm.events.dropped", "{event}"),
        ("llm.budget.refused", "{request}"),
        ("gen_ai.client.inference.usage.input_tokens", "{token}"), ("gen_ai.client.inference.usage.output_tokens", "{token}"),
        ("gen_ai.client.inference.usage.cache_read.input_tokens", "{token}"), ("gen_ai.client.inference.usage.cache_write.input_tokens", "{token}"),
        ("gen_ai.client.inference.usage.reasoning.output_tokens", "{token}"),
    ];

    private static readonly (string Name, string Unit)[] OwnHistograms = [("llm.tokenization.duration", "s"), ("llm.tokenization.confidence", "1")];

    private static readonly string[] Gauges = ["llm.ratelimit.remaining", "llm.ratelimit.limit"];

    private static readonly string[] ObservableGauges = ["llm.provider.health"];

    private static readonly string[] Amounts =
        [
            "llm.budget.spent", "llm.budget.reserved", "llm.budget.limit", "llm.budget.remaining", "llm.budget.burn_rate", "llm.budget.projection",
            "llm.budget.monthly_projection"
        ];

    [Test]
    public void Meter_HasTheseInstrumentsOnceAndNoOthers()
    {
        using var client = WithBudgets();

        Assert.That(
            client.Recorder.Instruments.Select(instrument => instrument.Name),
            Is.EquivalentTo(
                Durations.Concat(TokenHistograms)
                    .Concat(Counters.Select(counter => counter.Name))
                    .Concat(Gauges)
                    .Concat(ObservableGauges)
                    .Concat(Amounts)
                    .Append("llm.budget.unpriced")
                    .Concat(OwnHistograms.Select(histogram => histogram.Name))
                    .Append("llm.custom")
                    .Append("llm.cost")
                    .Append("llm.cost.cache_savings")
                    .Append("llm.cost.cache_write_premium")));
    }

    [Test]
    public void Durations_AreSecondsInTheAdvisedBuckets()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        foreach (var name in Durations)
        {
            var histogram = Find<Histogram<double>>(client, name);
            Assert.That((histogram.Unit, histogram.Advice!.HistogramBucketBoundaries), Is.EqualTo(("s", (IReadOnlyList<double>)Seconds)), name);
        }
    }

    [Test]
    public void TokenHistograms_AreIntegersInTheAdvisedBuckets()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        foreach (var name in TokenHistograms)
        {
            var histogram = Find<Histogram<int>>(client, name);
            Assert.That((histogram.Unit, histogram.Advice!.HistogramBucketBoundaries), Is.EqualTo(("{token}", (IReadOnlyList<int>)Tokens)), name);
        }
    }

    [Test]
    public void OwnHistograms_HaveBucketsOfTheirOwn()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        foreach (var (name, unit) in OwnHistograms)
        {
            var histogram = Find<Histogram<double>>(client, name);
            Assert.That((histogram.Unit, histogram.Advice!.HistogramBucketBoundaries!.Max()), Is.EqualTo((unit, 1d)), name);
        }
    }

    [Test]
    public void Custom_HasTheUnitOfItsValues()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        Assert.That(
            (Find<Histogram<double>>(client, "llm.custom").Unit, Find<Histogram<double>>(client, "llm.custom").Advice),
            Is.EqualTo(((string?)null, (InstrumentAdvice<double>?)null)));
    }

    [Test]
    public void Counters_CountLongs()
    {
        using var client = WithBudgets();

        foreach (var (name, unit) in Counters)
        {
            Assert.That(Find<Counter<long>>(client, name).Unit, Is.EqualTo(unit), name);
        }

        foreach (var name in Gauges)
        {
            Assert.That(Find<Gauge<long>>(client, name), Is.Not.Null);
        }
    }

    [Test]
    public void Cost_IsAnAmountInTheCurrencyOfItsTag()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        Assert.That(Find<Counter<double>>(client, "llm.cost").Unit, Is.Null);
    }

    [Test]
    public void ObservableGauges_AreShares()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        foreach (var name in ObservableGauges)
        {
            Assert.That(Find<ObservableGauge<double>>(client, name).Unit, Is.EqualTo("1"), name);
        }
    }

    [Test]
    public void Gauges_OfBudgets_AreAmountsInTheCurrencyOfTheirTag()
    {
        using var client = WithBudgets();

        foreach (var name in Amounts)
        {
            Assert.That(Find<ObservableGauge<double>>(client, name).Unit, Is.Null, name);
        }

        Assert.That(Find<ObservableGauge<long>>(client, "llm.budget.unpriced").Unit, Is.EqualTo("{request}"));
    }

    [Test]
    public void Instruments_AllHaveADescription()
    {
        using MonitoredClient client = new(_ => new HttpResponseMessage());

        Assert.That(client.Recorder.Instruments.Select(instrument => instrument.Description), Has.All.Not.Null.And.All.Not.Empty);
    }

    [Test]
    public void Names_ArePublicConstants()
    {
        using var client = WithBudgets();
        using MeasurementRecorder lite = new(client.Services, meter: LlmTelemetry.LiteMeterName);
        var constants = typeof(LlmInstrumentNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.That(client.Recorder.Instruments.Concat(lite.Instruments).Select(instrument => instrument.Name), Is.EquivalentTo(constants));
    }

    [Test]
    public void Clients_OfOneServiceProvider_ShareOneMeter()
    {
        using MonitoredClient client = new(
            new StubHandler(_ => new HttpResponseMessage()), services: services => services.AddHttpClient("second").AddLlmMonitoring());
        _ = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("second");

        Assert.That(client.Recorder.Instruments.Select(instrument => instrument.Meter).Distinct(), Has.Exactly(1).Items);
        Assert.That(client.Recorder.Instruments[0].Meter.Version, Is.Not.Empty);
    }

    private static T Find<T>(MonitoredClient client, string name)
        where T : Instrument =>
        (T)client.Recorder.Instruments.Single(instrument => instrument.Name == name);

    /// <summary>The instruments of budgets are there where budgets are.</summary>
    private static MonitoredClient WithBudgets() =>
        new(new StubHandler(_ => new HttpResponseMessage()), services: services => services.AddLlmBudgets(_ => { }));
}
