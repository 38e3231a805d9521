using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Calls.Costs;

/// <summary>What a provider's cache saves, and what writing to it takes.</summary>
public sealed class CacheCostTests
{
    [Test]
    public async Task Answer_WithCachedInput_TellsWhatTheCacheSaved()
    {
        await using var client = Client(Price);
        await SendAsync(client);

        var saved = client.Recorder.Only(LlmInstrumentNames.CacheSavings);
        Assert.That(
            (saved.Value, saved.Tag(LlmTagNames.Currency), saved.Tag(LlmTagNames.ResponseModel)),
            Is.EqualTo((0.0000009, (object)"USD", (object)"gpt-5-mini-2025-08-07")),
            "4 at 0.225 a million");
        Assert.That(client.Recorder.Of(LlmInstrumentNames.CacheWritePremium), Is.Empty);
    }

    [Test]
    public async Task Answer_WhoseProviderSendsTheCost_SavesWhatNobodyKnows()
    {
        await using var client = Client(
            Price, WireSamples.ChatAnswer.Replace("\"total_tokens\":18", "\"total_tokens\":18,\"cost\":0.5", StringComparison.Ordinal));
        await SendAsync(client);

        Assert.That(client.Recorder.Only(LlmInstrumentNames.Cost).Value, Is.EqualTo(0.5));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.CacheSavings), Is.Empty);
    }

    [Test]
    public async Task Answer_WithInputWrittenToACache_TellsWhatThatTook()
    {
        const string Answer =
            """{"id":"m","type":"message","model":"claude-x","content":[],"stop_reason":"end_turn","usage":{"input_tokens":10"""
                + ""","cache_creation_input_tokens":100,"output_tokens":1}}""";
        await using MonitoredClient client = new(
            _ => WireSamples.Trickle(Answer),
            options => options.Pricing.Prices.Add(
                new LlmPrice { Provider = "anthropic", Model = "*", Currency = "EUR", Input = 3m, CacheWrite = 3.75m, Source = "s" }));
        await SendAsync(client, WireSamples.AnthropicMessages, WireSamples.MessagesRequest);

        var premium = client.Recorder.Only(LlmInstrumentNames.CacheWritePremium);
        Assert.That((premium.Value, premium.Tag(LlmTagNames.Currency)), Is.EqualTo((0.000075, (object)"EUR")));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.CacheSavings), Is.Empty);
    }

    [Test]
    public async Task Usage_OfACacheThatComesLater_TellsWhatTheCacheSaved()
    {
        const string Queued = """{"id":"resp_1","object":"response","status":"queued","background":true,"model":"gpt-5-mini","output":[],"usage":null}""";
        const string Completed =
            """{"id":"resp_1","object":"response","status":"completed","model":"gpt-5-mini","output":[],"usage":{"input_tokens":11"""
                + ""","input_tokens_details":{"cached_tokens":4},"output_tokens":7,"total_tokens":18}}""";
        await using MonitoredClient client = new(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? Queued : Completed), Price);
        await SendAsync(client, "https://api.openai.com/v1/responses", """{"model":"gpt-5-mini","input":"Say hi","background":true}""");

        (await client.Http.GetAsync(new Uri("https://api.openai.com/v1/responses/resp_1"))).Dispose();

        var saved = client.Recorder.Only(LlmInstrumentNames.CacheSavings);
        Assert.That((
            saved.Value, saved.Tag(LlmTagNames.Currency), saved.Tag(LlmTagNames.RequestModel)), Is.EqualTo((0.0000009, (object)"USD", (object)"gpt-5-mini")));
    }
}
