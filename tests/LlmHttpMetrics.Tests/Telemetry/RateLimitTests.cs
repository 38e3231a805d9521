namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>Rate limits, in each dialect of the headers.</summary>
public sealed class RateLimitTests
{
    [Test]
    public async Task Headers_OfOpenAi_AreGauges()
    {
        await using var client = Client(
            ("x-ratelimit-limit-requests", "5000"), ("x-ratelimit-remaining-requests", "4999"), ("X-RateLimit-Limit-Tokens", "800000"),
            ("x-ratelimit-remaining-tokens", "799000"), ("x-ratelimit-reset-requests", "12ms"), ("x-ratelimit-reset-tokens", "6m0s"));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(Gauges(
            client), Is.EquivalentTo(new[] { "limit requests 5000", "remaining requests 4999", "limit tokens 800000", "remaining tokens 799000" }));
        Assert.That(
            client.Recorder.Of("llm.ratelimit.limit")[0].Tags.Keys,
            Is.EquivalentTo(new[] { "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model", "llm.ratelimit.kind" }));
    }

    [Test]
    public async Task Headers_OfAnthropic_AreGauges()
    {
        await using var client = Client(
            ("anthropic-ratelimit-requests-limit", "50"),
            ("anthropic-ratelimit-requests-remaining", "49"),
            ("anthropic-ratelimit-requests-reset", "2026-01-01T00:00:00Z"),
            ("anthropic-ratelimit-input-tokens-limit", "1000"),
            ("anthropic-ratelimit-output-tokens-remaining", "7"),
            ("anthropic-ratelimit-tokens-remaining", "0"));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(
            Gauges(client),
            Is.EquivalentTo(
                new[] { "limit requests 50", "remaining requests 49", "limit input_tokens 1000", "remaining output_tokens 7", "remaining tokens 0" }));
    }

    /// <summary>https://inference-docs.cerebras.ai/support/rate-limits and https://docs.mistral.ai/deployment/laplateforme/tier.</summary>
    [TestCase("x-ratelimit-limit-requests-day=14400,x-ratelimit-remaining-requests-day=14399", "limit requests 14400,remaining requests 14399")]
    [TestCase("x-ratelimit-limit-req-minute=60,x-ratelimit-remaining-req-minute=59", "limit requests 60,remaining requests 59")]
    [TestCase("x-ratelimit-limit-req-10-second=60,x-ratelimit-remaining-req-10-second=0", "limit requests 60,remaining requests 0")]
    [TestCase(
        "x-ratelimit-limit-tokens-month=200000000000,x-ratelimit-remaining-tokens-month=199999999995",
        "limit tokens 200000000000,remaining tokens 199999999995")]
    [TestCase("x-ratelimit-limit-tokens-prompt=3600000,x-ratelimit-limit-tokens-generated=36000", "limit input_tokens 3600000,limit output_tokens 36000")]
    [TestCase("x-ratelimit-limit=10,x-ratelimit-remaining=9,x-ratelimit-reset=1", "limit requests 10,remaining requests 9")]
    [TestCase("x-tokenlimit-limit=3000,x-tokenlimit-remaining=2900", "limit tokens 3000,remaining tokens 2900")]
    [TestCase(
        "x-ratelimit-api_key-limit-requests=100,x-ratelimit-api_key-remaining-requests=99,x-ratelimit-team-limit-requests=100,"
            + "x-ratelimit-team-remaining-requests=9",
        "limit requests 100,remaining requests 9")]
    [TestCase("x-ratelimit-limit-minute=60,x-ratelimit-remaining-minute=59", "limit requests 60,remaining requests 59")]
    [TestCase("ratelimit-remaining=599,ratelimit-reset=1", "remaining requests 599")]
    [TestCase(
        "anthropic-priority-input-tokens-limit=10000,anthropic-priority-input-tokens-remaining=9618,anthropic-priority-input-tokens-reset=2026-01-01T00:00:00Z",
        "limit input_tokens 10000,remaining input_tokens 9618")]
    [TestCase("x-trial-endpoint-call-limit=40,x-trial-endpoint-call-remaining=39,"
        + "x-endpoint-monthly-call-limit=1000", "limit requests 40,remaining requests 39")]
    [TestCase(
        "x-ratelimit-limit-audio-seconds-minute=7200,x-ratelimit-remaining-ocr-pages-minute=9,x-ratelimit-tokens-query-cost=5,"
            + "x-ratelimit-remaining-input-images=7",
        "")]
    [TestCase(
        "anthropic-ratelimit-unified-5h-utilization=0.4,x-ratelimit-key=7,x-ratelimit-renewalperiod-tokens=60,x-ratelimit-limit-remaining=3,"
            + "x-ratelimit-remaining-tokens-cached-prompt=5",
        "")]
    public async Task Headers_WithAWindow_AreGauges(string headers, string gauges)
    {
        await using var client = Client([.. headers.Split(',').Select(header => (header[..header.IndexOf('=')], header[(header.IndexOf('=') + 1)..]))]);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(Gauges(client), Is.EquivalentTo(gauges.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestCase("minute=5/10 day=900/1000", "5/10")]
    [TestCase("day=900/1000 minute=5/10", "5/10")]
    [TestCase("minute=59/60 day=100/14400", "100/14400")]
    [TestCase("minute=0/60 day=1/14400", "0/60")]
    [TestCase("minute=60/60 day=14400/14400", "60/60")]
    [TestCase("minute=1996/ hour=119996/ day=2879996/", "1996/")]
    [TestCase("minute=/60 day=900/1000", "900/1000")]
    [TestCase("minute=0/ day=900/1000", "0/")]
    public async Task Headers_OfSeveralWindows_GiveTheOneWithTheSmallerShareLeft(string windows, string tightest)
    {
        List<(string, string)> headers = [];
        foreach (var window in windows.Split(' '))
        {
            var (name, amounts) = (window[..window.IndexOf('=')], window[(window.IndexOf('=') + 1)..].Split('/'));
            headers.Add(($"x-ratelimit-limit-requests-{name}", amounts[1]));
            headers.Add(($"x-ratelimit-remaining-requests-{name}", amounts[0]));
        }

        await using var client = Client([.. headers.Where(header => header.Item2.Length > 0)]);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        var expected = tightest.Split('/');
        Assert.That(
            Gauges(client),
            Is.EquivalentTo(
                new[] { ("remaining", expected[0]), ("limit", expected[1]) }.Where(gauge => gauge.Item2.Length > 0).Select(
                    gauge => $"{gauge.Item1} requests {gauge.Item2}")));
    }

    [Test]
    public async Task Headers_OfVeryManyWindows_CostNothingElse()
    {
        await using var client = Client([.. Enumerable.Range(0, 500).Select(i => ($"x-ratelimit-remaining-tokens-{i}-minute", "7"))]);

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(Gauges(client), Is.EqualTo(new[] { "remaining tokens 7" }));
        Assert.That(client.Recorder.Of("llm.measurement.failures"), Is.Empty);
    }

    [Test]
    public async Task Headers_ThatMakeNoSense_AreLeftOut()
    {
        await using var client = Client(
            ("x-ratelimit-limit-requests", "many"), ("x-ratelimit-remaining-requests", "-1"), ("x-ratelimit-limit-images", "5"), ("x-ratelimit-", "5"),
            ("x-ratelimit-limit-tokens", "99999999999999999999"), ("x-ratelimit-remaining-tokens", "1.5"), ("anthropic-ratelimit--limit", "1"));

        using var response = await client.Http.SendAsync(WireSamples.Post());

        Assert.That(Gauges(client), Is.Empty);
        Assert.That(client.Recorder.Of("llm.measurement.failures"), Is.Empty);
    }

    private static MonitoredClient Client(params IReadOnlyList<(string Name, string Value)> headers) => new(_ =>
    {
        var response = WireSamples.Trickle(WireSamples.ChatAnswer);
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
