using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LlmHttpMetrics.Prometheus.Tests.RealPrometheus;
using LlmHttpMetrics.WebApi.Tests.Running;

namespace LlmHttpMetrics.WebApi.Tests;

/// <summary>What the service answers.</summary>
public sealed class ServiceTests
{
    private const int Calls = 200;

    [Test]
    public async Task Totals_OfLedgerStatisticsAndMetrics_AreTheSame()
    {
        await using var service = await SampleService.StartAsync(Calls);
        var ledger = await service.JsonAsync("ledger");
        var stats = (await service.StatsAsync())["sinceStart"]!;
        var told = stats["tokenSources"]!["provider"]!;

        Assert.That((long)stats["requests"]!, Is.EqualTo((long)ledger["requests"]!).And.EqualTo(Calls));
        Assert.That(
            ((long)told["inputTokens"]!["total"]!, (long)told["outputTokens"]!["total"]!),
            Is.EqualTo(((long)ledger["inputTokens"]!, (long)ledger["outputTokens"]!)));
        Assert.That((long)ledger["inputTokens"]!, Is.GreaterThan(10_000));

        Assert.That(await service.MetricAsync("llm_requests_total"), Is.EqualTo(Calls));
        foreach (var kind in new[] { "input", "output" })
        {
            var all = stats[$"{kind}Tokens"]!["total"]!;
            Assert.That(await service.MetricAsync("llm_tokens_total", $"gen_ai_token_type=\"{kind}\""), Is.EqualTo((double)all), kind);
            foreach (var (source, tokens) in stats["tokenSources"]!.AsObject())
            {
                Assert.That(
                    await service.MetricAsync("llm_tokens_total", $"gen_ai_token_type=\"{kind}\"", $"llm_token_source=\"{source}\""),
                    Is.EqualTo((double)tokens![$"{kind}Tokens"]!["total"]!), $"{kind} of {source}");
            }
        }

        Assert.That(await service.MetricAsync("llm_cost_total"), Is.EqualTo((double)stats["cost"]!["USD"]!["total"]!).Within(1e-9));
        Assert.That(await service.MetricAsync("llm_usage_missing_total"), Is.EqualTo((double)stats["usageMissing"]!));
        Assert.That(await service.MetricAsync("llm_price_missing_total"), Is.EqualTo((double)stats["priceMissing"]!));
        Assert.That(await service.MetricAsync("llm_measurement_anomalies_total"), Is.Zero, "the figures of the mock providers could be real ones");
    }

    [Test]
    public async Task Totals_AskedFromARealPrometheus_AreThoseOfTheLedger()
    {
        await using var service = await SampleService.StartAsync(Calls);
        await using var prometheus = await PrometheusServer.StartAsync(new Uri(service.Address, "metrics"));
        await prometheus.WaitForScrapeAsync();
        var ledger = await service.JsonAsync("ledger");

        Assert.That(await prometheus.ValueAsync("sum(llm_requests_total)"), Is.EqualTo((double)ledger["requests"]!).And.EqualTo(Calls));
        foreach (var kind in new[] { "input", "output" })
        {
            Assert.That(
                await prometheus.ValueAsync($"sum(llm_tokens_total{{gen_ai_token_type=\"{kind}\",llm_token_source=\"provider\"}})"),
                Is.EqualTo((double)ledger[$"{kind}Tokens"]!).And.GreaterThan(1_000), kind);
        }
    }

    [Test]
    public async Task Stats_OfTheTraffic_ShowEveryKindOfFigure()
    {
        await using var service = await SampleService.StartAsync(Calls);
        var stats = await service.StatsAsync();
        var badges = stats["models"]!.AsArray().ToDictionary(
            model => (string)model!["model"]!, model => (Kind: (string)model!["badge"]!["kind"]!, Confidence: (double?)model["badge"]!["confidence"]));

        Assert.That(badges["claude-haiku-4-5"], Is.EqualTo(("exact", (double?)1)));
        Assert.That((badges["mistral-small-2603"].Kind, badges["house-writer"].Kind), Is.EqualTo(("estimated", "capacity only")));
        Assert.That(badges["mistral-small-2603"].Confidence, Is.GreaterThan(0).And.LessThan(1));
        Assert.That(badges["house-writer"].Confidence, Is.Null);
        Assert.That(
            stats["warnings"]!.AsArray().Select(warning => ((string)warning!["kind"]!, (string)warning["model"]!, (string?)warning["inPlace"])),
            Is.SupersetOf(
                new[] { ("tokenizer_missing", "mistral-small-2603", "estimate"), ("price_missing", "house-large", null), ("usage_missing", "gpt-4.1", null) }));
        Assert.That(
            stats["providers"]!.AsArray().Select(provider => (string)provider!["provider"]!),
            Is.EquivalentTo(new[] { "openai", "anthropic", "gcp.gemini", "mistral_ai", "openai_compatible" }));
        Assert.That((double)stats["spending"]!["USD"]!["perMonth"]!, Is.EqualTo((double)stats["spending"]!["USD"]!["perHour"]! * 730).Within(1e-6));
    }

    [Test]
    public async Task Stats_AfterAStep_HaveOnlyLaterSteps()
    {
        await using var service = await SampleService.StartAsync(calls: 20);
        JsonArray points;
        do
        {
            await Task.Delay(250);
            points = (await service.StatsAsync())["history"]!["points"]!.AsArray();
        }
        while (points.Count < 2 || points.Sum(point => Sum(point!["outcomes"]!)) < 20);

        Assert.That(points.Sum(point => Sum(point!["outcomes"]!)), Is.EqualTo(20), "each call is in one step");
        Assert.That(
            (await service.StatsAsync(after: (long)points[0]!["at"]!))["history"]!["points"]!.AsArray().Select(point => (long)point!["at"]!),
            Is.All.GreaterThan((long)points[0]!["at"]!));

        static long Sum(JsonNode counts) => counts.AsObject().Sum(count => (long)count.Value!);
    }

    [Test]
    public async Task Members_OfStatsAndHealth_AreThoseOfTheGuide()
    {
        await using var service = await SampleService.StartAsync();
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "samples/WebApi/README.md"));
        var stats = await service.StatsAsync();
        var health = (await service.JsonAsync("health")).AsObject();

        foreach (var (member, _) in stats.Concat(health))
        {
            Assert.That(guide, Does.Contain($"| `{member}` |"));
        }
    }

    [Test]
    public async Task Health_OfTheService_NamesTheProviders()
    {
        await using var service = await SampleService.StartAsync(Calls);
        using var response = await service.Http.GetAsync(new Uri("health", UriKind.Relative));
        var health = (await response.Content.ReadFromJsonAsync<JsonObject>())!;

        Assert.That(response.StatusCode, Is.EqualTo((string)health["status"]! == "Unhealthy" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        Assert.That(
            health["providers"]!.AsArray().Select(provider => (string)provider!["provider"]!),
            Is.EqualTo(new[] { "anthropic", "gcp.gemini", "mistral_ai", "openai", "openai_compatible" }));
        Assert.That(health["providers"]!.AsArray().Select(provider => (double)provider!["health"]!), Is.All.InRange(0.1, 1));
    }

    [Test]
    public async Task Chat_OfAVisitor_StreamsTheAnswerAndIsCounted()
    {
        const string Hostile = """gpt-"><script>alert(1)</script>""";
        await using var service = await SampleService.StartAsync();

        // The mock providers refuse some calls, like real ones; the visitor is then informed.
        for (var call = 1; ; call++)
        {
            using var response = await service.Http.PostAsJsonAsync(
                "chat", new { provider = "openai", model = Hostile, message = "Which model answers sooner?" });
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
            {
                Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
                Assert.That(response.Headers.TransferEncodingChunked, Is.True);
                Assert.That(text.Split(' '), Has.Length.GreaterThan(3));
                await service.SettleAsync(call);
                break;
            }

            Assert.That(
                ((int)response.StatusCode, JsonNode.Parse(text)!["detail"]!.ToString()),
                Is.EqualTo((502, JsonNode.Parse(text)!["detail"]!.ToString())).And.Property("Item2").Contains("The provider"));
        }

        Assert.That((await service.StatsAsync())["models"]!.AsArray().Select(model => (string)model!["model"]!), Is.EqualTo(new[] { Hostile }));
    }

    [TestCase("""{"provider":"acme","model":"m","message":"Hi"}""", "provider", "The provider must be one of openai, anthropic, gemini, mistral, house.")]
    [TestCase("""{"provider":"openai","message":"Hi"}""", "model", "This has 0 characters; allowed are 1 to 200, not all of them blank.")]
    [TestCase("""{"provider":"openai","model":"m","message":" "}""", "message", "This has 1 characters; allowed are 1 to 20000, not all of them blank.")]
    public async Task Chat_OfBadInput_SaysWhatIsAllowed(string body, string member, string message)
    {
        await using var service = await SampleService.StartAsync();
        using var response = await service.Http.PostAsync(
            new Uri("chat", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![member]![0], Is.EqualTo(message));
    }

    [Test]
    public async Task Chat_OfAModelOfAMegabyte_IsRefusedAndNotCounted()
    {
        await using var service = await SampleService.StartAsync();
        using var response = await service.Http.PostAsJsonAsync("chat", new { provider = "openai", model = new string('"', 1 << 20), message = "Hi" });

        Assert.That(
            (response.StatusCode, (await response.Content.ReadAsStringAsync()).Length),
            Is.EqualTo((HttpStatusCode.BadRequest, 0)).Using<(HttpStatusCode, int)>((a, b) => a.Item1 == b.Item1 && a.Item2 < 2_000));
        Assert.That((long)(await service.StatsAsync())["sinceStart"]!["requests"]!, Is.Zero);
    }

    [Test]
    public async Task Start_OnAPortInUse_SaysSoOnceAndFails()
    {
        await using var service = await SampleService.StartAsync();

        var (code, said, complained) = await SampleProcess.RunAsync("--urls", $"http://127.0.0.1:{service.Address.Port}");

        Assert.That((code, said), Is.EqualTo((1, "")));
        Assert.That(
            complained.Trim(),
            Is.EqualTo($"The service cannot start: Failed to bind to address http://127.0.0.1:{service.Address.Port}: address already in use. "
                + $"Use --urls to set another address."));
    }

    [Test]
    public async Task Start_WithAWrongSetting_SaysWhichAndFails()
    {
        var (code, said, complained) = await SampleProcess.RunAsync("--urls", "http://127.0.0.1:0", "--Traffic:CallsPerSecond=-1");

        Assert.That((code, said), Is.EqualTo((1, "")));
        Assert.That(complained.Trim().Split('\n'), Has.Length.EqualTo(1).And.All.Contains("CallsPerSecond must be between 0 and 1000"));
    }

    [Test]
    public async Task Page_ForABrowser_IsHeldToItselfByItsPolicy()
    {
        await using var service = await SampleService.StartAsync();
        using var response = await service.Http.GetAsync(service.Address);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var page = await response.Content.ReadAsStringAsync();

        Assert.That(
            policy,
            Does.StartWith("default-src 'none'; script-src 'sha256-").And.Contains("connect-src 'self'").And.Not.Contains("unsafe").And.Not.Contain("http"));
        Assert.That(
            page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
            Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("//cdn").And.Not.Contain(" style=").And.Not.Contain("innerHTML"));
    }
}
