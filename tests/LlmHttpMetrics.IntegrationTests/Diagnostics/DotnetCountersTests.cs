namespace LlmHttpMetrics.IntegrationTests.Diagnostics;

/// <summary>Both meters, read from another process.</summary>
internal sealed class DotnetCountersTests
{
    private static readonly string[] LiteInstruments =
    [
        "llm.lite.duration", "llm.lite.errors", "llm.lite.input_tokens", "llm.lite.longest_stall", "llm.lite.output_tokens",
        "llm.lite.requests", "llm.lite.time_per_output_token", "llm.lite.time_to_first_token",
    ];

    [Test]
    public async Task LiteMeter_WatchedByDefaults_ShowsEverythingOfManyModels()
    {
        await using var service = await WatchedService.StartAsync();
        await using var session = await CounterSession.StartAsync(service.Id, LlmTelemetry.LiteMeterName);

        await service.RunAsync();
        var served = await service.RunAsync();
        await session.WaitAsync(_ => Sum("llm.lite.requests") >= served["requests"] && Count("llm.lite.duration") >= served["requests"]);

        Assert.That(session.Complaints, Is.Empty);
        Assert.That(session.Values.Keys.Select(series => series.Instrument).Distinct().Order(StringComparer.Ordinal), Is.EqualTo(LiteInstruments));
        Assert.That(session.Values.Keys.Select(series => series.Meter).Distinct(), Is.EqualTo(new[] { "LlmHttpMetrics.Lite" }));
        Assert.That(Sum("llm.lite.requests"), Is.EqualTo(served["requests"]));
        Assert.That(Sum("llm.lite.errors"), Is.EqualTo(served["errors"]).And.GreaterThan(0));
        Assert.That(Sum("llm.lite.input_tokens"), Is.EqualTo(served["input"]).And.GreaterThan(0));
        Assert.That(Sum("llm.lite.output_tokens"), Is.EqualTo(served["output"]).And.GreaterThan(0));
        Assert.That(Sum("llm.lite.requests", "gen_ai.provider.name=anthropic", "gen_ai.request.model=model-11"), Is.EqualTo(2));
        Assert.That(Sum("llm.lite.errors", "gen_ai.request.model=model-0", "llm.outcome=error"), Is.EqualTo(2));
        Assert.That(Count("llm.lite.duration"), Is.EqualTo(served["requests"]));
        Assert.That(Count("llm.lite.duration", "gen_ai.operation.name=embeddings"), Is.EqualTo(24));
        Assert.That(Count("llm.lite.time_to_first_token"), Is.EqualTo(served["streams"]).And.GreaterThan(0));
        Assert.That(Of("llm.lite.duration"), Has.All.Matches<KeyValuePair<Series, CounterValue>>(row =>
            row.Key.Unit == "s" && row.Value.Sum > 0 && row.Value.Quantiles.Contains("0.95=", StringComparison.Ordinal)));

        IEnumerable<KeyValuePair<Series, CounterValue>> Of(string instrument, params string[] tags) =>
            session.Values.Where(row => row.Key.Instrument == instrument && row.Key.Has(tags));
        double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum(row => row.Value.Sum);
        double Count(string instrument, params string[] tags) => Of(instrument, tags).Sum(row => row.Value.Count);
    }

    [Test]
    public async Task BothMeters_WatchedTogether_SayTheSame()
    {
        await using var service = await WatchedService.StartAsync();
        await using var session = await CounterSession.StartAsync(service.Id, $"{LlmTelemetry.MeterName},{LlmTelemetry.LiteMeterName}", maxHistograms: 1000);

        var served = await service.RunAsync();
        await session.WaitAsync(_ => Sum("llm.requests") >= served["requests"] && Sum("llm.lite.requests") >= served["requests"]
            && Count("gen_ai.client.operation.duration") >= served["requests"]);

        Assert.That(session.Complaints, Is.Empty);
        Assert.That((Sum("llm.requests"), Sum("llm.lite.requests")), Is.EqualTo(((double)served["requests"], (double)served["requests"])));
        Assert.That(Sum(
            "llm.requests", "llm.outcome=error", "gen_ai.operation.name=chat", "gen_ai.provider.name=openai_compatible"), Is.EqualTo(served["errors"]));
        Assert.That((Sum("llm.tokens", "gen_ai.token.type=input", "llm.token.source=provider"), Sum("llm.tokens", "gen_ai.token.type=output")),
            Is.EqualTo(((double)served["input"], (double)served["output"])));
        Assert.That(Sum("llm.tokens"), Is.EqualTo(Sum("llm.lite.input_tokens") + Sum("llm.lite.output_tokens")));
        Assert.That(Count("gen_ai.client.operation.duration", "server.address=127.0.0.1"), Is.EqualTo(served["requests"]));
        Assert.That(Count("llm.time_to_first_token"), Is.EqualTo(served["streams"]).And.EqualTo(Count("llm.lite.time_to_first_token")));
        Assert.That(session.Values.Single(row => row.Key.Instrument == "llm.lite.time_to_first_token").Value.Sum,
            Is.EqualTo(session.Values.Where(row => row.Key.Instrument == "llm.time_to_first_token").Sum(row => row.Value.Sum)).Within(1).Percent);

        double Sum(string instrument, params string[] tags) =>
            session.Values.Where(row => row.Key.Instrument == instrument && row.Key.Has(tags)).Sum(row => row.Value.Sum);
        double Count(string instrument, params string[] tags) =>
            session.Values.Where(row => row.Key.Instrument == instrument && row.Key.Has(tags)).Sum(row => row.Value.Count);
    }
}
