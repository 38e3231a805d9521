using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>Statistics on how calls were measured: token sources, amounts of text, and missing figures.</summary>
public sealed class StatisticsOfMeasurementTests
{
    private const string Uncounted =
        """{"id":"c","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there,\nfriend"}"""
            + ""","finish_reason":"stop"}]}""";

    private const string OfAnotherModel =
        """{"id":"c","model":"house-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there"},"finish_reason":"stop"}]}""";

    private static readonly string HouseRequest = WireSamples.ChatRequest.Replace("gpt-5-mini", "house-1", StringComparison.Ordinal);

    [Test]
    public async Task TokenSources_OfReportedFigures_AreTheProviderAndExact()
    {
        await using var client = Client(WireSamples.ChatAnswer);
        await SendAsync(client);

        var figures = Only(client);
        Assert.That(figures.TokenSources, Is.EqualTo(new Dictionary<string, LlmTokenSourceStatistics>
        {
            [LlmTokenSources.Provider] = new()
            {
                InputTokens = new() { Total = 11, Calls = 1 },
                OutputTokens = new() { Total = 7, Calls = 1 },
                Calls = 1,
                ExactCalls = 1
            },
        }));
        Assert.That((figures.UsageMissing, figures.PriceMissing, figures.Fallbacks.Count), Is.EqualTo((0L, 0L, 0)));
        Assert.That((figures.InputCapacity, figures.OutputCapacity), Is.EqualTo((default(LlmCapacityStatistics), default(LlmCapacityStatistics))));
    }

    [Test]
    public async Task TokenSources_OfFiguresCountedHere_AreTheTokenizerWithTheEventsConfidence()
    {
        await using var client = Client(Uncounted, services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);
        var e = await client.EventAsync();

        var figures = Only(client);
        Assert.That((e.TokenSource, e.TokenMethod), Is.EqualTo((LlmTokenSources.Tokenizer, LlmTokenMethods.Exact)));
        Assert.That(figures.TokenSources, Is.EqualTo(new Dictionary<string, LlmTokenSourceStatistics>
        {
            [LlmTokenSources.Tokenizer] = new()
            {
                InputTokens = new() { Total = e.Tokens.Input!.Value, Calls = 1 },
                OutputTokens = new() { Total = e.Tokens.Output!.Value, Calls = 1 },
                Calls = 1,
                ExactCalls = 1,
                Confidence = e.TokenConfidence,
            },
        }));
        Assert.That(figures.UsageMissing, Is.EqualTo(1));
    }

    [Test]
    public async Task TokenSources_WhereNoTokenizerIsKnown_AreAnEstimateAndSayWhy()
    {
        await using var client = Client(OfAnotherModel, options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate);
        await SendAsync(client, HouseRequest);
        var e = await client.EventAsync();

        var figures = Only(client);
        var source = figures.TokenSources[LlmTokenSources.Estimate];
        Assert.That((e.TokenSource, figures.TokenSources.Count), Is.EqualTo((LlmTokenSources.Estimate, 1)));
        Assert.That((
            source.Calls, source.ExactCalls, source.Confidence, source.InputTokens.Total), Is.EqualTo((1L, 0L, e.TokenConfidence, e.Tokens.Input!.Value)));
        Assert.That(figures.Fallbacks, Is.EqualTo(new Dictionary<string, long> { ["unknown_model"] = 1 }));
        Assert.That(figures.PriceMissing, Is.EqualTo(1), "tokens are known, and nobody has a price for that model");
    }

    [Test]
    public async Task Capacity_WhereACountFallsBackOnIt_IsThatOfTheEvent()
    {
        await using var client = Client(
            OfAnotherModel, services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter { Models = model => model != "house-1" }));
        await SendAsync(client, HouseRequest);
        var e = await client.EventAsync();

        var figures = Only(client);
        Assert.That(figures.TokenSources, Is.Empty);
        Assert.That(figures.Fallbacks, Is.EqualTo(new Dictionary<string, long> { ["unknown_model"] = 1 }));
        AssertCapacity(figures, e);
    }

    [Test]
    public async Task Capacity_ByStrategy_IsThatOfTheEvents()
    {
        await using var client = Client(Uncounted, options => options.DefaultStrategy = LlmStrategies.Capacity);
        await SendAsync(client);
        var e = await client.EventAsync();

        var figures = Only(client);
        AssertCapacity(figures, e);
        Assert.That(
            (figures.OutputCapacity.Characters, figures.OutputCapacity.Words, figures.OutputCapacity.Bytes, figures.OutputCapacity.Lines),
            Is.EqualTo((19L, 3L, 19L, 2L)));
        Assert.That(figures.Fallbacks, Is.Empty);
    }

    [Test]
    public async Task Capacity_WhereNothingElseListens_IsCounted()
    {
        ServiceCollection services = new();
        services.AddLlmStatistics();
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring(options => options.DefaultStrategy = LlmStrategies.Capacity);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        (await http.SendAsync(WireSamples.Post())).Dispose();

        var figures = provider.GetRequiredService<LlmStatistics>().Snapshot().Series.Single().SinceStart;
        Assert.That((figures.InputCapacity.Calls, figures.InputCapacity.Words), Is.EqualTo((1L, 4L)));
    }

    [Test]
    public async Task Fallbacks_OfAScopeThatNamesAnUnknownStrategy_AreCounted()
    {
        await using var client = Client(WireSamples.ChatAnswer);
        using (LlmCall.Begin(new LlmCallInfo { Strategy = "pages" }))
        {
            await SendAsync(client);
        }

        Assert.That(Only(client).Fallbacks, Is.EqualTo(new Dictionary<string, long> { ["unknown_strategy"] = 1 }));
    }

    [Test]
    public async Task UsageMissing_OfAPromiseThatBringsNone_IsCountedWhenThatIsKnown()
    {
        const string Responses = "https://api.openai.com/v1/responses";
        Queue<string> answers = new(
        [
            """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""",
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-1","output":[],"usage":null}""",
        ]);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(answers.Dequeue())), services: services => services.AddLlmStatistics());
        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true}"""))).Dispose();
        var before = Only(client).UsageMissing;
        (await client.Http.GetAsync(new Uri($"{Responses}/resp_1"))).Dispose();

        Assert.That((before, Only(client).UsageMissing), Is.EqualTo((0L, 1L)));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.UsageMissing), Is.EqualTo(1));
    }

    private static void AssertCapacity(LlmCallStatistics figures, LlmEvent e)
    {
        LlmCapacityStatistics Of(string direction) => new()
        {
            Calls = 1,
            Characters = (long)e.Capacity![$"{direction}.characters"],
            Words = (long)e.Capacity[$"{direction}.words"],
            Bytes = (long)e.Capacity[$"{direction}.bytes"],
            Lines = (long)e.Capacity[$"{direction}.lines"],
        };
        Assert.That(figures.OutputCapacity.Words, Is.Positive);
        Assert.That((figures.InputCapacity, figures.OutputCapacity), Is.EqualTo((Of("input"), Of("output"))));
    }

    private static MonitoredClient Client(string answer, Action<LlmMonitoringOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        new(new StubHandler(_ => WireSamples.Trickle(answer)), configure, services: all =>
        {
            all.AddLlmStatistics();
            services?.Invoke(all);
        });

    private static async Task SendAsync(MonitoredClient client, string request = WireSamples.ChatRequest) =>
        (await client.Http.SendAsync(WireSamples.Post(json: request))).Dispose();

    private static LlmCallStatistics Only(MonitoredClient client)
    {
        var snapshot = client.Services.GetRequiredService<LlmStatistics>().Snapshot();
        LeakSearch.OfTheRun.Statistics(snapshot);
        return snapshot.Series.Single().SinceStart;
    }
}
