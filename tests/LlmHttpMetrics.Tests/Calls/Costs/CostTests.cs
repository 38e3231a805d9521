using LlmHttpMetrics.Tests.Counting.Tokens;
using LlmHttpMetrics.Tests.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>What calls cost, on the meter and on their events.</summary>
public sealed class CostTests
{
    private const string NoUsage =
        """{"id":"c","model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"message":{"role":"assistant","content":"Hello there, friend"}"""
            + ""","finish_reason":"stop"}]}""";

    [Test]
    public async Task Answer_OfAPricedModel_SaysWhatItCostAndWhy()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), Price);
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That((
            e.Cost,
            e.Currency,
            e.CostSource,
            e.CostMethod,
            e.CostConfidence), Is.EqualTo(((decimal?)Expected, "USD", "table", "token-based", (double?)1)));
        Assert.That((e.PriceTable, e.PriceSource), Is.EqualTo(("options", "contract 7")));
        Assert.That(e.CostParts, Is.EqualTo(new LlmCostParts { Input = 0.00000175m, CacheRead = 0.0000001m, Output = 0.000014m }));
        var cost = client.Recorder.Only(LlmInstrumentNames.Cost);
        Assert.That((
            cost.Value, cost.Tag(LlmTagNames.Currency), cost.Tag(LlmTagNames.CostSource)), Is.EqualTo(((double)Expected, (object)"USD", (object)"table")));
        Assert.That(
            (cost.Tag(LlmTagNames.ProviderName), cost.Tag(LlmTagNames.ResponseModel), cost.Tag(LlmTagNames.OperationName)),
            Is.EqualTo(((object)"openai", (object)"gpt-5-mini-2025-08-07", (object)"chat")));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.PriceMissing), Is.Empty);
    }

    [Test]
    public async Task Answer_OfAnUnpricedModel_IsMissingAndNamedOnce()
    {
        CollectingLogger log = new();
        await using var client = Client(NoEmbedded, log: log);
        await SendAsync(client);
        await SendAsync(client);
        await LlmMonitoring.FlushAsync();

        Assert.That(client.Recorder.Of(LlmInstrumentNames.Cost), Is.Empty);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.PriceMissing, (LlmTagNames.ResponseModel, "gpt-5-mini-2025-08-07")), Has.Count.EqualTo(2));
        Assert.That(client.Sink.Events.Select(e => (e.Cost, e.Currency, e.CostSource)), Is.All.EqualTo(((decimal?)null, (string?)null, (string?)null)));
        var warning = log.Entries.Single(entry => entry.Level == LogLevel.Warning).Text;
        Assert.That(warning, Does.Contain("gpt-5-mini-2025-08-07").And.Contain("openai").And.Contain("llm.price.missing"));
    }

    [Test]
    public async Task Price_OfZero_IsKnown()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Pricing.Prices.Add(Prices.Of("*", "*", 0)));
        await SendAsync(client);

        Assert.That((await client.EventAsync()).Cost, Is.Zero);
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost).Value, Is.Zero);
    }

    [Test]
    public async Task Call_IsPricedByItsOwnDate()
    {
        await using MonitoredClient client = new(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options =>
        {
            NoEmbedded(options);
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 1, until: "2026-03-02"));
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 2, from: "2026-03-02"));
        });
        await SendAsync(client);
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        client.Time.Advance(TimeSpan.FromDays(2));
        await response.Content.ReadAsByteArrayAsync();
        await SendAsync(client);

        Assert.That(client.Recorder.Of(LlmInstrumentNames.Cost).Select(
            cost => cost.Value), Is.EqualTo(new[] { 0.000011, 0.000011, 0.000022 }), "by when it was sent");
    }

    [Test]
    public async Task Call_ThatNobodyTimed_IsPricedByItsOwnDate()
    {
        await using var client = Client(options =>
        {
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 1, until: "2026-03-02"));
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 2, from: "2026-03-02"));
        }, withSink: false, listenTo: name => name == LlmInstrumentNames.Requests);
        using var response = await client.Http.SendAsync(WireSamples.Post(), HttpCompletionOption.ResponseHeadersRead);
        client.Time.Advance(TimeSpan.FromDays(2));
        using MeasurementRecorder late = new(client.Services);
        await response.Content.ReadAsByteArrayAsync();

        Assert.That(late.Only(LlmInstrumentNames.Cost).Value, Is.EqualTo(0.000011));
    }

    [TestCase("flex", 0.5)]
    [TestCase("default", 1)]
    public async Task Call_IsPricedByTheTierServed(string tier, double times)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer.Replace("\"default\"", $"\"{tier}\"", StringComparison.Ordinal)),
            options =>
            {
                var price = Prices.Of("openai", "gpt-5-mini*", 1);
                price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m };
                options.Pricing.Prices.Add(price);
            });
        await SendAsync(client, json: WireSamples.ChatRequest.Replace("{\"messages\"", "{\"service_tier\":\"auto\",\"messages\"", StringComparison.Ordinal));

        Assert.That((await client.EventAsync()).Cost, Is.EqualTo(0.000011m * (decimal)times));
    }

    [Test]
    public async Task Deployment_Mapped_IsPricedAsItsModel()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer.Replace("gpt-5-mini-2025-08-07", "", StringComparison.Ordinal)),
            options =>
            {
                NoEmbedded(options);
                options.Pricing.Prices.Add(Prices.Of("azure*", "gpt-5-mini*", 1));
                options.Pricing.Deployments["Team-Blue"] = "gpt-5-mini";
            });
        await SendAsync(
            client,
            "https://r.openai.azure.com/openai/deployments/team-blue/chat/completions?api-version=1",
            """{"messages":[{"role":"user","content":"Hi"}]}""");

        Assert.That((await client.EventAsync()).Cost, Is.EqualTo(0.000011m));
    }

    [TestCase("estimate", 0.5)]
    [TestCase("tokenizer", 0.9)]
    public async Task Tokens_CountedHere_CostOnceAndWithTheirConfidence(string source, double confidence)
    {
        WordCounter counter = new() { Models = _ => source == "tokenizer" };
        await using var client = Client(
            options => options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 1)),
            NoUsage,
            services => services.AddSingleton<ITokenCounterSource>(counter),
            configure: options => options.Fallback.OnUnknownModel = LlmFallbacks.Estimate);
        await SendAsync(client);
        var e = await client.EventAsync();

        Assert.That(
            (e.TokenSource, e.Cost, e.CostMethod, e.CostConfidence),
            Is.EqualTo((source, (decimal?)(e.Tokens.Input / 1_000_000m), "token-based", (double?)confidence)));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost, (LlmTagNames.CostSource, "table")).Value, Is.EqualTo((double)e.Cost!.Value));
    }

    [Test]
    public async Task Tokens_CountedHereOfAnUnpricedModel_AreMissing()
    {
        await using var client = Client(NoEmbedded, NoUsage, services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);

        Assert.That((await client.EventAsync()).Cost, Is.Null);
        Assert.That(client.Recorder.Of(LlmInstrumentNames.PriceMissing), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cost_OfTheProviderWithoutUsage_IsNotAddedAgainWhenTokensAreCounted()
    {
        await using var client = Client(
            Price,
            NoUsage.Replace("\"id\":\"c\"", "\"id\":\"c\",\"cost\":{\"usd\":0.5}", StringComparison.Ordinal),
            services => services.AddSingleton<ITokenCounterSource>(new WordCounter()));
        await SendAsync(client);

        Assert.That(((await client.EventAsync()).Cost, (await client.EventAsync()).TokenSource), Is.EqualTo(((decimal?)0.5m, "tokenizer")));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost).Value, Is.EqualTo(0.5));
    }

    [TestCase(true, 200)]
    [TestCase(false, 200)]
    [TestCase(false, 400)]
    public async Task Text_WithAPriceByItsLength_CostsThatWhereTokensAreNotKnown(bool counterThatFails, int status)
    {
        await using var client = Client(
            options => options.Pricing.Prices.Add(
                new LlmPrice { Provider = "openai", Model = "*", Currency = "EUR", Per = 1000, Characters = 0.02m, Source = "s" }),
            NoUsage,
            services => _ = counterThatFails ? services.AddSingleton<ITokenCounterSource>(new WordCounter { Models = _ => false }) : services,
            status: status);
        await SendAsync(client);
        var e = await client.EventAsync();

        // 19 of the request, 19 of the answer.
        Assert.That(
            (e.Cost, e.Currency, e.CostMethod),
            Is.EqualTo(status == 200 ? ((decimal?)0.00076m, "EUR", "capacity-based") : ((decimal?)null, (string?)null, (string?)null)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.PriceMissing), Is.Empty);
    }

    [Test]
    public async Task Usage_ThatComesLater_CostsOnceByTheDateAndTierOfItsCall()
    {
        const string Queued =
            """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-2025-08-07","output":[],"usage":null"""
                + ""","service_tier":"auto"}""";
        const string Completed =
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-2025-08-07","output":[],"service_tier":"flex","usage":"""
                + """{"input_tokens":11,"output_tokens":7,"total_tokens":18}}""";
        var price = Prices.Of("openai", "gpt-5*", 1, until: "2026-03-02");
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m };
        await using MonitoredClient client = new(
            request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed), options => options.Pricing.Prices.Add(price));
        await SendAsync(client, "https://api.openai.com/v1/responses", """{"model":"gpt-5","input":"Say hi","background":true}""");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.Cost), Is.Empty);
        client.Time.Advance(TimeSpan.FromDays(3));

        (await client.Http.GetAsync(new Uri("https://api.openai.com/v1/responses/resp_1"))).Dispose();
        (await client.Http.GetAsync(new Uri("https://api.openai.com/v1/responses/resp_1"))).Dispose();

        var cost = client.Recorder.Only(LlmInstrumentNames.Cost);
        Assert.That((
            cost.Value, cost.Tag(LlmTagNames.RequestModel), cost.Tag(LlmTagNames.CostSource)), Is.EqualTo((0.0000055, (object)"gpt-5", (object)"table")));
    }

    [Test]
    public async Task Cost_OfAPromisedAnswer_IsNotAddedAgainWhenItsUsageComes()
    {
        const string Queued = """{"id":"resp_1","status":"queued","background":true,"model":"gpt-5","cost":{"usd":0.25},"output":[],"usage":null}""";
        const string Completed =
            """{"id":"resp_1","status":"completed","model":"gpt-5","cost":{"usd":0.25},"output":[],"usage":{"input_tokens":11,"output_tokens":7"""
                + ""","total_tokens":18}}""";
        await using MonitoredClient client = new(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed), Price);
        await SendAsync(client, "https://api.openai.com/v1/responses", """{"model":"gpt-5","input":"Say hi","background":true}""");

        (await client.Http.GetAsync(new Uri("https://api.openai.com/v1/responses/resp_1"))).Dispose();

        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
        Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost).Value, Is.EqualTo(0.25));
    }

    [Test]
    public async Task Stream_Abandoned_CostsWhatItHadTold()
    {
        const string Stream = """
            data: {"type":"message_start","message":{"id":"m","model":"claude-x","usage":{"input_tokens":10,"output_tokens":1}}}

            data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hi"}}


            """;
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(Stream, contentType: "text/event-stream"), options => options.Pricing.Prices.Add(Prices.Of("*", "*", 1)));
        using (var response = await client.Http.SendAsync(
            WireSamples.Post(WireSamples.AnthropicMessages, WireSamples.MessagesRequest), HttpCompletionOption.ResponseHeadersRead))
        {
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(new byte[180]);
        }

        var e = await client.EventAsync();
        Assert.That((e.Outcome, e.Cost, e.CostConfidence), Is.EqualTo(("abandoned", (decimal?)0.00001m, (double?)0.5)));
    }

    [Test]
    public async Task Cost_IsOnTheEventThatIsEnriched()
    {
        decimal? seen = null;
        await using var client = Client(Price, configure: options => options.Enrich = context => seen = context.Event?.Cost);
        await SendAsync(client);

        Assert.That(seen, Is.EqualTo(Expected));
    }

    [TestCase(LlmInstrumentNames.Cost)]
    [TestCase(LlmInstrumentNames.CacheSavings)]
    [TestCase(LlmInstrumentNames.PriceMissing)]
    public async Task Instrument_ListenedToAlone_IsRecorded(string instrument)
    {
        await using var client = Client(
            instrument == LlmInstrumentNames.PriceMissing ? NoEmbedded : Price, withSink: false, listenTo: name => name == instrument);
        await SendAsync(client);

        Assert.That(client.Recorder.Of(instrument), Has.Count.EqualTo(1));
    }
}
