using LlmHttpMetrics.Tests.Counting.Tokens;
using LlmHttpMetrics.Tests.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>What calls leave in the statistics, through the whole chain.</summary>
public sealed class StatisticsOfCallsTests
{
    private const string Responses = "https://api.openai.com/v1/responses";

    [Test]
    public async Task Answer_OfACall_IsInItsSeries()
    {
        ManualTimeProvider? time = null;
        await using var client = Client(_ =>
        {
            time!.AdvanceMilliseconds(250);
            return WireSamples.Trickle(WireSamples.ChatAnswer);
        });
        time = client.Time;
        var begun = time.GetUtcNow();
        await SendAsync(client);

        var series = Only(client);
        var figures = series.SinceStart;
        Assert.That((series.Provider, series.Model, series.Operation, series.Tags.Count), Is.EqualTo(("openai", "gpt-5-mini", "chat", 0)));
        Assert.That((figures.Requests, figures.JudgedRequests, figures.SuccessShare), Is.EqualTo((1L, 1L, (double?)1)));
        Assert.That(figures.Outcomes, Is.EqualTo(new Dictionary<string, long> { ["completed"] = 1 }));
        Assert.That(figures.Errors, Is.Empty);
        Assert.That(
            figures.Latency,
            Is.EqualTo(new LlmDistribution
            {
                Count = 1,
                Sum = 0.25,
                Min = 0.25,
                Max = 0.25,
                Mean = 0.25,
                P50 = 0.25,
                P75 = 0.25,
                P90 = 0.25,
                P95 = 0.25,
                P99 = 0.25
            }));
        Assert.That(figures.TimeToFirstToken.Count, Is.Zero);
        Assert.That(
            (
                figures.InputTokens.Total,
                figures.OutputTokens.Total,
                figures.CachedInputTokens.Total,
                figures.ReasoningTokens.Total,
                figures.CacheWriteTokens.Calls),
            Is.EqualTo((11L, 7L, 4L, 3L, 0L)));
        Assert.That(figures.OutputTokensPerSecond, Is.EqualTo(28));
        Assert.That((figures.First, figures.Last), Is.EqualTo(((DateTimeOffset?)begun.AddMilliseconds(250), (DateTimeOffset?)begun.AddMilliseconds(250))));
        Assert.That((series.LastMinute.Requests, series.LastFiveMinutes.Requests, series.LastHour.Requests), Is.EqualTo((1L, 1L, 1L)));
    }

    [Test]
    public async Task Stream_OfACall_HasATimeToItsFirstToken()
    {
        ManualTimeProvider? time = null;
        var events = WireSamples.ChatStream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        await using var client = Client(_ => WireSamples.Stream(new PacedStream(events, [100, 200, 50, 10, 20, 5], time!), "text/event-stream"));
        time = client.Time;
        await SendAsync(client, WireSamples.ChatStreamRequest);

        var figures = Only(client).SinceStart;
        Assert.That((figures.TimeToFirstToken.Count, figures.TimeToFirstToken.Max), Is.EqualTo((1L, 0.3)));
        Assert.That(figures.Latency.Max, Is.EqualTo(0.385).Within(1e-9));
    }

    [Test]
    public async Task Calls_WhereNothingElseListens_AreMeasured()
    {
        ServiceCollection services = new();
        services.AddLlmStatistics();
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

        (await http.SendAsync(WireSamples.Post())).Dispose();

        var figures = provider.GetRequiredService<LlmStatistics>().Snapshot().Series.Single().SinceStart;
        Assert.That(figures.OutputTokens.Total, Is.EqualTo(7));
        Assert.That((figures.Cost.Keys.Single(), figures.Cost["USD"].Calls), Is.EqualTo(("USD", 1L)));
        Assert.That(figures.Cost["USD"].Total, Is.Positive);
    }

    [Test]
    public async Task Calls_WithoutAServiceProvider_AreInTheOptionsStatistics()
    {
        LlmStatistics statistics = new(new LlmStatisticsOptions { Tags = { LlmTagNames.Feature } });
        using HttpClient http = new(
            LlmMonitoring.CreateHandler(
                new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)), options: new LlmMonitoringOptions().UseStatistics(statistics)));

        using (LlmCall.Begin(new LlmCallInfo { Feature = "search" }))
        {
            (await http.SendAsync(WireSamples.Post())).Dispose();
        }

        Assert.That(statistics.Snapshot().Series.Single().Tags, Is.EqualTo(new Dictionary<string, string> { ["llm.feature"] = "search" }));
    }

    [Test]
    public async Task Clients_OfOneServiceProvider_ShareStatisticsAndAreToldApartByTag()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            services: services =>
            {
                services.AddLlmStatistics(options => options.Tags.Add(LlmTagNames.ClientName));
                services.AddHttpClient("second")
                    .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
                    .AddLlmMonitoring();
            });
        using var second = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient("second");
        await SendAsync(client);
        (await second.SendAsync(WireSamples.Post())).Dispose();
        (await second.SendAsync(WireSamples.Post())).Dispose();

        Assert.That(
            Snapshot(client).Series.Select(series => (series.Tags[LlmTagNames.ClientName], series.SinceStart.Requests)),
            Is.EqualTo(new[] { ("llm", 1L), ("second", 2L) }));
    }

    [Test]
    public async Task Failures_OfCalls_AreCountedByOutcomeAndType()
    {
        Queue<Func<CancellationToken, HttpResponseMessage>> answers = new(
        [
            _ => Status(500),
            _ => Status(429),
            _ => throw new HttpRequestException("down"),
            token => throw new OperationCanceledException(token),
            _ => WireSamples.Trickle(WireSamples.ChatAnswer),
        ]);
        await using MonitoredClient client = new(new StubHandler((_, token) => answers.Dequeue()(token)), services: services => services.AddLlmStatistics());
        for (var i = 0; i < 5; i++)
        {
            try
            {
                await SendAsync(client);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Some of them do.
            }
        }

        var figures = Only(client).SinceStart;
        Assert.That(figures.Outcomes, Is.EquivalentTo(new Dictionary<string, long> { ["error"] = 2, ["broken"] = 1, ["cancelled"] = 1, ["completed"] = 1 }));
        Assert.That(
            figures.Errors,
            Is.EquivalentTo(
                client.Recorder.Of(LlmInstrumentNames.Requests)
                    .Where(m => m.Tag(LlmTagNames.ErrorType) is not null)
                    .ToDictionary(m => (string)m.Tag(LlmTagNames.ErrorType)!, _ => 1L)));
        Assert.That(figures.Errors, Has.Count.EqualTo(3));
        Assert.That(
            (figures.Requests, figures.JudgedRequests, figures.SuccessShare),
            Is.EqualTo((5L, 4L, (double?)0.25)),
            "what the caller cancelled says nothing of the provider");
    }

    [Test]
    public async Task Tokens_CountedHere_AreAddedWhenTheyAreKnown()
    {
        const string Answer =
            """{"id":"c","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there, friend"}"""
                + ""","finish_reason":"stop"}]}""";
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(Answer)),
            services: services => services.AddLlmStatistics().AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        var figures = Only(client).SinceStart;
        Assert.That((figures.Requests, figures.InputTokens.Total, figures.InputTokens.Calls, figures.OutputTokens.Total), Is.EqualTo((1L, 11L, 1L, 3L)));
        Assert.That(figures.Cost["USD"].Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Tokens_CountedBesideTheProviders_AreNotAdded()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)),
            options => options.DefaultStrategy = LlmStrategies.Hybrid,
            services: services => services.AddLlmStatistics().AddLlmMeasurementReport().AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);

        Assert.That((await client.EventAsync()).LocalTokens, Is.Not.Null);
        Assert.That((Only(client).SinceStart.InputTokens.Total, Only(client).SinceStart.OutputTokens.Total), Is.EqualTo((11L, 7L)));
    }

    [Test]
    public async Task Tokens_ToldLater_AreAddedToTheCallsSeries()
    {
        Queue<string> answers = new(
        [
            """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""",
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-1","output":[],"usage":{"input_tokens":11,"output_tokens":7"""
                + ""","total_tokens":18}}""",
        ]);
        await using var client = Client(_ => WireSamples.Trickle(answers.Dequeue()));
        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true}"""))).Dispose();
        Assert.That(Only(client).SinceStart.InputTokens.Calls, Is.Zero);
        (await client.Http.GetAsync(new Uri($"{Responses}/resp_1"))).Dispose();

        var series = Only(client);
        Assert.That(
            (series.Model, series.SinceStart.Requests, series.SinceStart.InputTokens.Total, series.SinceStart.OutputTokens.Total),
            Is.EqualTo(("gpt-5", 1L, 11L, 7L)));
    }

    [Test]
    public async Task Cost_OfCalls_IsThatOfTheirEvents()
    {
        await using var client = Client(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        await SendAsync(client);
        var e = await client.EventAsync();
        await SendAsync(client);

        Assert.That(e.Cost, Is.GreaterThan(0));
        Assert.That(
            Only(client).SinceStart.Cost,
            Is.EqualTo(new Dictionary<string, LlmCostStatistics> { [e.Currency!] = new() { Total = 2 * e.Cost!.Value, Calls = 2 } }));
    }

    [Test]
    public async Task Cost_WhoseTokensComeLater_IsAddedWithThem()
    {
        const string Uncounted =
            """{"id":"c","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there, friend"}"""
                + ""","finish_reason":"stop"}]}""";
        Queue<string> answers = new(
        [
            Uncounted,
            """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""",
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-1","output":[],"usage":{"input_tokens":11,"output_tokens":7"""
                + ""","total_tokens":18}}""",
        ]);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(answers.Dequeue())),
            services: services => services.AddLlmStatistics().AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);
        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true}"""))).Dispose();
        (await client.Http.GetAsync(new Uri($"{Responses}/resp_1"))).Dispose();
        await LlmMonitoring.FlushAsync();

        var costs = Snapshot(client).Series.Select(series => series.SinceStart.Cost["USD"]).ToArray();
        Assert.That(costs.Select(cost => cost.Calls), Is.EqualTo(new[] { 1, 1 }));
        Assert.That((double)costs.Sum(cost => cost.Total), Is.EqualTo(client.Recorder.Sum(LlmInstrumentNames.Cost)).Within(1e-12).And.GreaterThan(0));
    }

    [Test]
    public async Task Calls_WhoseListenerThrows_AreInTheStatisticsAllTheSame()
    {
        await using var client = Client(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        client.Recorder.OnMeasurement = _ => throw new InvalidOperationException("a listener's fault");

        await SendAsync(client);

        Assert.That(Only(client).SinceStart.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Calls_OfRetriesBetweenTheLayers_AreOne()
    {
        var sends = 0;
        await using MonitoredClient client = new(
            new StubHandler(_ => ++sends < 3 ? Status(503) : WireSamples.Trickle(WireSamples.ChatAnswer)),
            client: builder => builder.AddHttpMessageHandler(() => new RetryTwice()),
            services: services => services.AddLlmStatistics());

        await SendAsync(client);

        Assert.That((sends, Only(client).SinceStart.Requests, Only(client).SinceStart.SuccessShare), Is.EqualTo((3, 1L, (double?)1)));
    }

    private static MonitoredClient Client(Func<HttpRequestMessage, HttpResponseMessage> respond) =>
        new(new StubHandler(respond), services: services => services.AddLlmStatistics());

    private static HttpResponseMessage Status(int status) => new((System.Net.HttpStatusCode)status) { Content = WireSamples.Json("{}") };

    private static async Task SendAsync(MonitoredClient client, string request = WireSamples.ChatRequest) =>
        (await client.Http.SendAsync(WireSamples.Post(json: request))).Dispose();

    private static LlmStatisticsSnapshot Snapshot(MonitoredClient client)
    {
        var snapshot = client.Services.GetRequiredService<LlmStatistics>().Snapshot();
        LeakSearch.OfTheRun.Statistics(snapshot);
        return snapshot;
    }

    private static LlmSeriesStatistics Only(MonitoredClient client) => Snapshot(client).Series.Single();

    private sealed class RetryTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var i = 0; i < 2; i++)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                response.Dispose();
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
