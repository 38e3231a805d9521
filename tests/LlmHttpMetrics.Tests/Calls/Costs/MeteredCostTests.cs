using System.Globalization;
using System.Net;
using LlmHttpMetrics.Tests.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>An application that uses only metrics gets exactly the same costs.</summary>
internal sealed class MeteredCostTests
{
    private const int Calls = 3;
    private const string Usage = "\"total_tokens\":18";
    private const string Reasoning = "\"reasoning_tokens\":3";
    private const string Cached = "\"cached_tokens\":4";
    private static readonly string[] OfCost =
    [
        LlmInstrumentNames.Cost, LlmInstrumentNames.CacheSavings, LlmInstrumentNames.CacheWritePremium, LlmInstrumentNames.PriceMissing
    ];

    [TestCase(Usage, Usage, 2)]
    [TestCase(Cached, "\"cached_tokens\":0", 1)]
    [TestCase(Cached, "\"cached_tokens\":400", 2)]
    [TestCase(Cached, "\"cached_tokens\":4,\"audio_tokens\":5", 2)]
    [TestCase(Reasoning, "\"reasoning_tokens\":0", 2)]
    [TestCase(Reasoning, "\"reasoning_tokens\":3,\"audio_tokens\":2", 2)]
    [TestCase("\"prompt_tokens\":11", "\"prompt_tokens\":200000", 2)]
    [TestCase("\"prompt_tokens\":11", "\"prompt_tokens\":200001", 2)]
    [TestCase("\"prompt_tokens\":11", "\"prompt_tokens\":1000000000000", 2)]
    [TestCase("\"prompt_tokens\":11,", "", 1)]
    [TestCase("\"completion_tokens\":7,", "", 2)]
    [TestCase("\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18,", "", 0)]
    [TestCase("\"default\"", "\"FLEX\"", 2)]
    [TestCase("\"default\"", "\"unheard\"", 2)]
    [TestCase(Usage, "\"total_tokens\":18,\"cost\":0.5", 1)]
    [TestCase(Usage, "\"total_tokens\":18,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.25}", 1)]
    [TestCase("gpt-5-mini-2025-08-07", "unheard-of", 2)]
    public async Task Cost_WhereTheMetersAloneWantIt_IsTheSame(string told, string instead, int measurements)
    {
        var body = WireSamples.ChatAnswer.Replace(told, instead, StringComparison.Ordinal);
        Assert.That(body, Does.Contain(instead));
        await AreSameAsync(() => WireSamples.Trickle(body), Tiered, measurements);
    }

    [TestCase("0.000283")]
    [TestCase("None")]
    public async Task Cost_OfLiteLlmsHeader_IsTheSame(string header) => await AreSameAsync(
        () =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            response.Headers.Add("X-LiteLLM-Response-Cost", header);
            return response;
        },
        Price,
        header == "None" ? 2 : 1);

    [Test]
    public async Task Cost_OfReasoningWithAPriceOfItsOwn_IsTheSame() =>
        await AreSameAsync(
            () => WireSamples.Trickle(WireSamples.ChatAnswer), options => options.Pricing.Prices.Add(Contract(price => price.Reasoning = 3m)), 2);

    [Test]
    public async Task Cost_OfPricesWithManyDigits_IsTheSame() =>
        await AreSameAsync(
            () => WireSamples.Trickle(WireSamples.ChatAnswer),
            options => options.Pricing.Prices.Add(Contract(price => (price.Input, price.Request) = (1m / 3, 0.01m))),
            2);

    [Test]
    public async Task Cost_WithoutAPrice_IsMissingAsWell() => await AreSameAsync(() => WireSamples.Trickle(WireSamples.ChatAnswer), _ => { }, 1);

    [Test]
    public async Task Cost_OfARequestAlone_IsTheSame() => await AreSameAsync(
        () => WireSamples.Trickle(WireSamples.ChatAnswer),
        options => options.Pricing.Prices.Add(new LlmPrice { Provider = "openai", Model = "*", Currency = "EUR", Request = 0.01m, Source = "s" }),
        1);

    [Test]
    public async Task Cost_OfAStream_IsTheSame() =>
        await AreSameAsync(
            () => WireSamples.Trickle(WireSamples.ChatStream, contentType: "text/event-stream"), Price, measurements: 1, WireSamples.ChatStreamRequest);

    [Test]
    public async Task Cost_OfAnError_IsTheSame() => await AreSameAsync(
        () =>
        {
            var response = WireSamples.Trickle(WireSamples.ChatAnswer);
            response.StatusCode = HttpStatusCode.InternalServerError;
            return response;
        },
        Price,
        2);

    /// <summary>A price that was cached for one day does not apply to the next.</summary>
    [Test]
    public async Task Cost_OnTwoDays_IsThatOfEach()
    {
        await using var client = Metered(_ => WireSamples.Trickle(WireSamples.ChatAnswer), options =>
        {
            NoEmbedded(options);
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 1, until: "2026-03-02"));
            options.Pricing.Prices.Add(Prices.Of("openai", "gpt-5-mini*", 2, from: "2026-03-02"));
        });
        for (var i = 0; i < 2; i++)
        {
            await SendAsync(client);
            await SendAsync(client);
            client.Time.Advance(TimeSpan.FromDays(2));
        }

        Assert.That(client.Recorder.Of(LlmInstrumentNames.Cost).Select(cost => cost.Value), Is.EqualTo(new[] { 0.000011, 0.000011, 0.000022, 0.000022 }));
    }

    private static async Task AreSameAsync(
        Func<HttpResponseMessage> respond, Action<LlmSharedMonitoringOptions> prices, int measurements, string request = WireSamples.ChatRequest)
    {
        await using MonitoredClient whole = new(AfterAPlainOne(respond), Configure);
        await using var metered = Metered(AfterAPlainOne(respond), Configure);
        await SendAsync(whole);
        await SendAsync(metered);
        whole.Recorder.Clear();
        metered.Recorder.Clear();
        for (var i = 0; i < Calls; i++)
        {
            await SendAsync(whole, json: request);
            await SendAsync(metered, json: request);
        }

        var expected = Told(whole);
        Assert.That(expected, Has.Count.EqualTo(Calls * measurements));
        Assert.That(Told(metered), Is.EqualTo(expected));

        void Configure(LlmSharedMonitoringOptions options)
        {
            NoEmbedded(options);
            prices(options);
        }
    }

    /// <summary>The first answer has the price remembered.</summary>
    private static Func<HttpRequestMessage, HttpResponseMessage> AfterAPlainOne(Func<HttpResponseMessage> respond)
    {
        var isFirst = true;
        return _ =>
        {
            var response = isFirst ? WireSamples.Trickle(WireSamples.ChatAnswer) : respond();
            isFirst = false;
            return response;
        };
    }

    /// <summary>Neither events nor logs.</summary>
    private static MonitoredClient Metered(Func<HttpRequestMessage, HttpResponseMessage> respond, Action<LlmSharedMonitoringOptions> configure) => new(
        new StubHandler(respond),
        configure,
        services: collection =>
        {
            collection.Remove(collection.Single(service => service.ServiceType == typeof(ILlmEventSink)));
            collection.AddLogging(logging => logging.ClearProviders());
        });

    /// <summary>The costs that the meter reports, each to its last bit and with its tags.</summary>
    private static List<string> Told(MonitoredClient client) =>
    [
        .. client.Recorder.All.Where(measurement => OfCost.Contains(measurement.Instrument)).Select(measurement => string.Create(
            CultureInfo.InvariantCulture,
            $"{measurement.Instrument} {measurement.Value:R} {string.Join(' ', measurement.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}")),
    ];

    private static void Tiered(LlmSharedMonitoringOptions options) => options.Pricing.Prices.Add(Contract(price =>
    {
        price.OutputAudio = 7m;
        price.Above.Add(new LlmContextRates { InputTokens = 200_000, Input = 0.5m });
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.125m };
    }));

    private static LlmPrice Contract(Action<LlmPrice> more)
    {
        LlmPrice price = new()
        {
            Provider = "openai",
            Model = "gpt-5-mini*",
            Currency = "USD",
            Input = 0.25m,
            CacheRead = 0.025m,
            Output = 2m,
            Source = "contract 7"
        };
        more(price);
        return price;
    }
}
