using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>What has to be priced by more than its tokens costs the meters the same as the event.</summary>
internal sealed class MeteredPassesTests
{
    private const string Url = "https://api.anthropic.com/v1/messages";
    private const string Request = """{"model":"claude-opus-4-6","max_tokens":64,"messages":[{"role":"user","content":"q"}]}""";

    [TestCase("", 0.0075)]
    [TestCase(",\"speed\":\"fast\"", 0.045)]
    [TestCase(",\"speed\":\"standard\"", 0.0075)]
    [TestCase(",\"inference_geo\":\"us\"", 0.00825)]
    [TestCase(",\"speed\":\"fast\",\"inference_geo\":\"us\"", 0.0495)]
    [TestCase(",\"iterations\":[{\"type\":\"message\",\"input_tokens\":1000,\"output_tokens\":100}]", 0.0075)]
    [TestCase(
        ",\"iterations\":[{\"type\":\"compaction\",\"input_tokens\":180000,\"output_tokens\":3500},{\"type\":\"message\",\"input_tokens\":1000,"
            + "\"output_tokens\":100}]",
        0.995)]
    [TestCase(
        ",\"iterations\":[{\"type\":\"message\",\"input_tokens\":1000,\"output_tokens\":100},{\"type\":\"advisor_message\","
            + "\"model\":\"claude-opus-5-5\",\"input_tokens\":1000,\"output_tokens\":100}]",
        0.0135)]
    public async Task Cost_OfHowAnAnswerWasServed_IsTheEvents(string more, double cost)
    {
        var body = $$"""{"id":"m","type":"message","model":"claude-opus-4-6","content":[{"type":"text","text":"ok"}]"""
            + $$""","stop_reason":"end_turn","usage":{"input_tokens":1000,"output_tokens":100{{more}} } }""";
        await using var whole = Client(_ => { }, body);
        await using var metered = Client(_ => { }, body, withSink: false);
        foreach (var client in new[] { whole, metered })
        {
            // The second call finds the price remembered.
            await SendAsync(client, Url, Request);
            await SendAsync(client, Url, Request);
            Assert.That(client.Recorder.Of(LlmInstrumentNames.Cost).Select(measured => measured.Value), Is.EqualTo(new[] { cost, cost }));
        }

        await using var single = Client(_ => { }, body);
        await SendAsync(single, Url, Request);
        Assert.That((await single.EventAsync()).Cost, Is.EqualTo((decimal)cost));
    }

    [Test]
    public async Task CacheSavings_OfPasses_AreThoseOfEach()
    {
        const string Body =
            """{"id":"m","type":"message","model":"claude-opus-4-6","content":[],"stop_reason":"end_turn","usage":{"input_tokens":0"""
                + ""","cache_read_input_tokens":1000,"output_tokens":100,"iterations":[{"type":"message","input_tokens":0"""
                + ""","cache_read_input_tokens":1000,"output_tokens":100},{"type":"advisor_message","model":"claude-opus-5-5","input_tokens":0"""
                + ""","cache_read_input_tokens":1000,"output_tokens":100}]}}""";
        await using var client = Client(_ => { }, Body);
        await SendAsync(client, Url, Request);

        Assert.That(client.Recorder.Of(LlmInstrumentNames.CacheSavings).Single().Value, Is.EqualTo(0.0083), "1,000 x (5 - 0.5) + 1,000 x (4 - 0.2)");
        Assert.That((await client.EventAsync()).CostParts!.CacheRead, Is.EqualTo(0.0007m));
    }
}
