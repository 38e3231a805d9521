namespace LlmHttpMetrics.Tests.Recording;

/// <summary>Rate limits, in each dialect of the headers.</summary>
public sealed class RateLimitTests
{
    [Test]
    public async Task Headers_OfOpenAi_AreGauges()
    {
        await using var client = Client(
            ("x-ratelimit-limit-requests", "5000"), ("x-ratelimit-remaining-requests", "4999"), ("X-RateLimit-Limit-Tokens", "800000"),
            ("x-ratelimit-remaining-tokens", "799000"), ("x-ratelimit-reset-requests", "12ms"), ("x-ratelimit-reset-tokens", "6m0s"));

        using var response = await client.Http.SendAsync(Wire.Post());

        Assert.That(Gauges(client), Is.EquivalentTo(new[] { "limit requests 5000", "remaining requests 4999", "limit tokens 800000", "remaining tokens 799000" }));
        Assert.That(
            client.Recorder.Of("llm.ratelimit.limit")[0].Tags.Keys,
            Is.EquivalentTo(new[] { "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "llm.ratelimit.kind" }));
    }

    [Test]
    public async Task Headers_OfAnthropic_AreGauges()
    {
        await using var client = Client(
            ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "49"), ("anthropic-ratelimit-requests-reset", "2026-01-01T00:00:00Z"),
            ("anthropic-ratelimit-input-tokens-limit", "1000"), ("anthropic-ratelimit-output-tokens-remaining", "7"), ("anthropic-ratelimit-tokens-remaining", "0"));

        using var response = await client.Http.SendAsync(Wire.Post());

        Assert.That(
            Gauges(client),
            Is.EquivalentTo(new[] { "limit requests 50", "remaining requests 49", "limit input_tokens 1000", "remaining output_tokens 7", "remaining tokens 0" }));
    }

    [Test]
    public async Task Headers_ThatMakeNoSense_AreLeftOut()
    {
        await using var client = Client(
            ("x-ratelimit-limit-requests", "many"), ("x-ratelimit-remaining-requests", "-1"), ("x-ratelimit-limit-images", "5"), ("x-ratelimit-", "5"),
            ("x-ratelimit-limit-tokens", "99999999999999999999"), ("x-ratelimit-remaining-tokens", "1.5"), ("anthropic-ratelimit--limit", "1"));

        using var response = await client.Http.SendAsync(Wire.Post());

        Assert.That(Gauges(client), Is.Empty);
        Assert.That(client.Recorder.Of("llm.measurement.failures"), Is.Empty);
    }

    private static MonitoredClient Client(params (string Name, string Value)[] headers) => new(_ =>
    {
        var response = Wire.Trickle(Wire.ChatAnswer);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    });

    private static IEnumerable<string> Gauges(MonitoredClient client) =>
        client.Recorder.All.Where(measurement => measurement.Instrument.StartsWith("llm.ratelimit.", StringComparison.Ordinal))
            .Select(measurement => $"{measurement.Instrument["llm.ratelimit.".Length..]} {measurement.Tag("llm.ratelimit.kind")} {measurement.Value}");
}
