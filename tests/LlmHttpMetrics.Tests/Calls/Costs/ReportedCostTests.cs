using LlmHttpMetrics.Tests.Pricing;
using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>Costs that the provider sends.</summary>
public sealed class ReportedCostTests
{
    private const string OpenRouter = "https://openrouter.ai/api/v1/chat/completions";

    [TestCase("\"cost\":0.00006", "0.00006")]
    [TestCase("\"cost\":6e-8", "0.00000006")]
    [TestCase("\"cost\":0", "0")]
    [TestCase("\"cost\":0,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.0000036}", "0.0000036")]
    [TestCase("\"cost_details\":{\"upstream_inference_cost\":0.0000036},\"is_byok\":true,\"cost\":0.0000002", "0.0000038")]
    [TestCase("\"cost\":0.00002,\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":0.00001}", "0.00002")]
    [TestCase("\"cost\":{\"input_tokens_cost\":0.00005,\"output_tokens_cost\":0.00014,\"request_cost\":0.006,\"total_cost\":0.00619}", "0.00619")]
    [TestCase("\"cost_in_usd_ticks\":8524500", "0.00085245")]
    public async Task Cost_ThatTheProviderSends_Wins(string usage, string expected)
    {
        foreach (var stream in new[] { false, true })
        {
            var body = (stream ? WireSamples.ChatStream : WireSamples.ChatAnswer).Replace(
                "\"total_tokens\":18", $"\"total_tokens\":18,{usage}", StringComparison.Ordinal);
            await using MonitoredClient client = new(
                _ => WireSamples.Trickle(body, Delivery.ByteByByte, stream ? "text/event-stream" : "application/json"),
                options => options.Pricing.Prices.Add(Prices.Of("*", "*", 1)));
            await SendAsync(client, OpenRouter);
            var e = await client.EventAsync();

            var amount = decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
            Assert.That(
                (e.Cost, e.Currency, e.CostSource, e.CostMethod, e.CostConfidence, e.PriceTable),
                Is.EqualTo(((decimal?)amount, "USD", "provider", "reported", (double?)1, (string?)null)));
            Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost, (LlmTagNames.CostSource, "provider")).Value, Is.EqualTo((double)amount));
        }
    }

    [Test]
    public async Task Cost_BesideTheUsage_IsRead()
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(
                WireSamples.ChatAnswer.Replace("{\"id\"", "{\"cost\":{\"diem\":0,\"usd\":0.00010828125},\"id\"", StringComparison.Ordinal)));
        await SendAsync(client, "https://api.venice.ai/api/v1/chat/completions");

        Assert.That((await client.EventAsync()).Cost, Is.EqualTo(0.00010828125m));
    }

    [TestCase("\"cost\":-1")]
    [TestCase("\"cost\":1e30")]
    [TestCase("\"cost\":\"free\"")]
    [TestCase("\"cost\":null")]
    public async Task Cost_ThatIsNone_IsPassedOver(string usage)
    {
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(WireSamples.ChatAnswer.Replace("\"total_tokens\":18", $"\"total_tokens\":18,{usage}", StringComparison.Ordinal)), Price);
        await SendAsync(client);

        Assert.That(((await client.EventAsync()).Cost, (await client.EventAsync()).CostSource), Is.EqualTo(((decimal?)Expected, "table")));
    }

    [TestCase("0.000283", "0.000283")]
    [TestCase("1.4e-05", "0.000014")]
    [TestCase("None", null)]
    public async Task Cost_OfLiteLlmsHeader_Wins(string header, string? expected)
    {
        await using MonitoredClient client = new(_ => WithHeader(WireSamples.Trickle(WireSamples.ChatAnswer), header), Price);
        await SendAsync(client);

        Assert.That(
            (await client.EventAsync()).Cost,
            Is.EqualTo(expected is null ? Expected : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task Cost_OfLiteLlmsHeader_IsNoneOfAStream()
    {
        await using MonitoredClient client = new(_ => WithHeader(WireSamples.Trickle(WireSamples.ChatStream, contentType: "text/event-stream"), "0.0"), Price);
        await SendAsync(client, json: WireSamples.ChatStreamRequest);

        Assert.That((await client.EventAsync()).CostSource, Is.EqualTo("table"));
    }

    private static HttpResponseMessage WithHeader(HttpResponseMessage response, string cost)
    {
        response.Headers.Add("x-litellm-response-cost", cost);
        return response;
    }
}
