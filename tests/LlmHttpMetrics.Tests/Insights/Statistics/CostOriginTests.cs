using LlmHttpMetrics.Tests.Counting.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Statistics;

/// <summary>How much of a cost rests on exact figures and how much on estimates, and which calls have none.</summary>
public sealed class CostOriginTests
{
    private const string Responses = "https://api.openai.com/v1/responses";
    private const string Queued = """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-1","output":[],"usage":null}""";

    private const string Uncounted =
        """{"id":"c","model":"house-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there"},"finish_reason":"stop"}]}""";

    private const string Reported =
        """{"id":"c","model":"house-1","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":"""
            + """{"prompt_tokens":10,"completion_tokens":5}}""";

    [Test]
    public async Task Cost_OfTheProvidersTokens_IsExact()
    {
        await using var client = Client(_ => Reported);
        await SendAsync(client);

        Assert.That(Only(client).Cost["USD"], Is.EqualTo(new LlmCostStatistics { Total = 15, Calls = 1 }));
        Assert.That((Only(client).Cost["USD"].Exact, Only(client).Cost["USD"].ExactCalls, Only(client).CostMissing), Is.EqualTo((15m, 1L, 0L)));
    }

    [Test]
    public async Task Cost_OfTokensCountedExactly_IsExact()
    {
        await using var client = Client(
            _ => Uncounted.Replace("house-1", "gpt-4o-2024-08-06", StringComparison.Ordinal),
            services: services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That(e.TokenMethod, Is.EqualTo(LlmTokenMethods.Exact));
        Assert.That(Only(client).Cost["USD"], Is.EqualTo(new LlmCostStatistics { Total = e.Cost!.Value, Calls = 1 }));
    }

    [Test]
    public async Task Cost_OfEstimatedTokens_IsThePartThatIsEstimated()
    {
        var answers = new Queue<string>([Reported, Uncounted]);
        await using var client = Client(_ => answers.Dequeue(), options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate);
        await SendAsync(client);
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        var estimated = client.Sink.Events.Single(e => e.TokenSource == LlmTokenSources.Estimate).Cost!.Value;
        var cost = Only(client).Cost["USD"];
        Assert.That(cost, Is.EqualTo(new LlmCostStatistics { Total = 15 + estimated, Calls = 2, Estimated = estimated, EstimatedCalls = 1 }));
        Assert.That((cost.Exact, cost.ExactCalls, Only(client).CostMissing), Is.EqualTo((15m, 1L, 0L)));
        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Cost).Select(m => (m.Tag(LlmTagNames.TokenSource), m.Value)),
            Is.EquivalentTo(new[] { ((object)LlmTokenSources.Provider, 15d), (LlmTokenSources.Estimate, (double)estimated) }),
            "statistics and llm.cost agree");
    }

    [Test]
    public async Task CostMissing_OfAModelWithoutAPrice_IsCounted()
    {
        await using var client = Client(_ => Reported.Replace("house-1", "unpriced", StringComparison.Ordinal));
        await SendAsync(client, "unpriced");

        Assert.That((Only(client).CostMissing, Only(client).PriceMissing, Only(client).Cost.Count), Is.EqualTo((1L, 1L, 0)));
    }

    [TestCase(LlmFallbacks.None, 1)]
    [TestCase(LlmFallbacks.Estimate, 0)]
    public async Task CostMissing_WhereUsageIsMissing_IsKnownOnceNothingReplacesIt(string fallback, int missing)
    {
        await using var client = Client(_ => Uncounted, options => options.Fallback.OnUnknownModel = fallback);
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That((Only(client).UsageMissing, Only(client).CostMissing), Is.EqualTo((1L, (long)missing)));
    }

    [Test]
    public async Task CostMissing_OfAnError_IsNotCounted()
    {
        await using MonitoredClient client = new(
            new StubHandler(_ => new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Content = WireSamples.Json("{}") }),
            services: services => services.AddLlmStatistics());
        await SendAsync(client);

        Assert.That((Only(client).Requests, Only(client).CostMissing), Is.EqualTo((1L, 0L)));
    }

    [TestCase("null", 1, 0)]
    [TestCase("""{"input_tokens":2,"output_tokens":3}""", 0, 5)]
    public async Task CostMissing_OfAPromise_IsKnownWhenItHasEnded(string usage, int missing, int cost)
    {
        Queue<string> answers = new(
            [Queued, Queued.Replace("queued", "completed", StringComparison.Ordinal).Replace(
                "\"usage\":null", $"\"usage\":{usage}", StringComparison.Ordinal)]);
        await using var client = Client(_ => answers.Dequeue());
        (await client.Http.SendAsync(WireSamples.Post(Responses, """{"model":"gpt-5","input":"Say hi","background":true}"""))).Dispose();
        Assert.That((Only(client).CostMissing, Only(client).Cost.Count), Is.EqualTo((0L, 0)), "it may still come");
        (await client.Http.GetAsync(new Uri($"{Responses}/resp_1"))).Dispose();

        Assert.That((Only(client).CostMissing, Only(client).Cost.GetValueOrDefault("USD").Exact), Is.EqualTo(((long)missing, (decimal)cost)));
    }

    /// <summary>Every token costs a dollar, so that costs are sums of tokens.</summary>
    private static MonitoredClient Client(
        Func<HttpRequestMessage, string> answer, Action<LlmMonitoringOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        new(
            new StubHandler(request => WireSamples.Trickle(answer(request))),
            configure,
            services: all =>
            {
                all.AddLlmStatistics();
                services?.Invoke(all);
            },
            shared: options =>
            {
                options.Pricing.EmbeddedTable = false;
                foreach (var model in new[] { "house-1", "gpt-*" })
                {
                    options.Pricing.Prices.Add(
                        new LlmPrice { Provider = "*", Model = model, Currency = "USD", Input = 1, Output = 1, Per = 1, Source = "test" });
                }
            });

    private static async Task SendAsync(MonitoredClient client, string model = "house-1") =>
        (await client.Http.SendAsync(WireSamples.Post(json: WireSamples.ChatRequest.Replace("gpt-5-mini", model, StringComparison.Ordinal)))).Dispose();

    private static LlmCallStatistics Only(MonitoredClient client) => client.Services.GetRequiredService<LlmStatistics>().Snapshot().Series.Single().SinceStart;
}
