using System.Globalization;
using System.Text.Json.Nodes;
using LlmHttpMetrics.Prometheus.Tests.RealPrometheus;
using LlmHttpMetrics.WebApi.Tests.Running;
using Microsoft.Playwright;

namespace LlmHttpMetrics.WebApi.Tests.Page;

/// <summary>The live page, in a real browser.</summary>
[NonParallelizable]
public sealed class LivePageTests
{
    private const int Calls = 200;

    private Chromium? _chromium;
    private SampleService? _service;

    private Chromium Chromium => _chromium!;

    /// <summary>Its traffic has come to an end.</summary>
    private SampleService Service => _service!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _chromium = await Chromium.StartAsync();
        _service = await SampleService.StartAsync(Calls);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await (_service?.DisposeAsync() ?? default);
        await (_chromium?.DisposeAsync() ?? default);
    }

    [Test]
    public async Task Tiles_OfThePage_AreTheFiguresOfStats()
    {
        await using var page = await OpenAsync();
        var stats = (await Service.StatsAsync())["sinceStart"]!;

        Assert.That(await page.TextAsync("#calls"), Is.EqualTo("200"));
        Assert.That(await page.TextAsync("#success"), Is.EqualTo(Share((double)stats["successShare"]!)));
        Assert.That(await page.TextAsync("#tokens"), Is.EqualTo(Count((long)stats["inputTokens"]!["total"]! + (long)stats["outputTokens"]!["total"]!)));
        Assert.That(
            await page.TextAsync("#tokens-more"),
            Is.EqualTo($"{Count((long)stats["inputTokens"]!["total"]!)} in, {Count((long)stats["outputTokens"]!["total"]!)} out"));
        Assert.That(await page.TextAsync("#capacity"), Is.EqualTo(
            Count((long)stats["inputCapacity"]!["characters"]! + (long)stats["outputCapacity"]!["characters"]!)));
        Assert.That(Number(await page.TextAsync("#cost")), Is.EqualTo((double)stats["cost"]!["USD"]!["total"]!).Within(0.00006));
        Assert.That(await page.TextAsync("#cost-more"), Does.Match(@"^\$[\d.,]+ an hour, \$[\d.,]+ a month at this rate$"));
        Assert.That(page.Faults, Is.Empty);
    }

    [Test]
    public async Task Models_OfThePage_HaveTheirFiguresBadgesAndCapacity()
    {
        await using var page = await OpenAsync();
        var models = (await Service.StatsAsync())["models"]!.AsArray();
        var rows = await page.RowsAsync("#models");

        Assert.That(rows, Has.Count.EqualTo(models.Count).And.Count.GreaterThan(8));
        foreach (var (row, model) in rows.Zip(models))
        {
            var all = model!["sinceStart"]!;
            var badge = model["badge"]!;
            var (figures, exact) = ((long)badge["calls"]!, (long)badge["exactCalls"]!);
            var kind = (string)badge["kind"]!;
            var confidence = (double?)badge["confidence"];
            Assert.That(row[""], Does.StartWith((string)model["model"]!).And.Contain((string)model["provider"]!));
            Assert.That(row["Calls"], Is.EqualTo(Count((long)all["requests"]!)));
            Assert.That(row["Success"], Is.EqualTo(Share((double)all["successShare"]!)));
            Assert.That(
                row["Figures"],
                kind == "estimated" && exact > 0 ? Does.Contain($"exact {exact}").And.Contain($"estimated {figures - exact}") : Does.StartWith(kind));
            Assert.That(
                row["Figures"],
                confidence is { } known
                    ? Does.EndWith($"confidence {Math.Floor((known * 100) + 1e-9).ToString(CultureInfo.InvariantCulture).PadLeft(3, '0').Insert(1, ".")}")
                    : Does.Not.Contain("confidence"));
            Assert.That(row["Tokens in"].Split('\n')[0], Is.EqualTo(figures == 0 ? "–" : Count((long)all["inputTokens"]!["total"]!)));
            Assert.That(row["Tokens out"].Split('\n')[0], Is.EqualTo(figures == 0 ? "–" : Count((long)all["outputTokens"]!["total"]!)));
            var (asked, answered) = (all["inputCapacity"]!, all["outputCapacity"]!);
            Assert.That(
                row["Capacity, characters"].Split('\n')[0],
                Is.EqualTo((long)asked["calls"]! == 0 ? "–" : Count((long)asked["characters"]! + (long)answered["characters"]!)));
            Assert.That(row["Capacity, characters"], (long)asked["calls"]! == 0 ? Is.EqualTo("–") : Does.Contain("words").And.Contain("bytes"));
            Assert.That(row["Cost"] == "–", Is.EqualTo(all["cost"]!.AsObject().Count == 0));
        }

        Assert.That(rows.Single(row => row[""].StartsWith("house-writer", StringComparison.Ordinal))["Figures"], Is.EqualTo("capacity only"));
    }

    [Test]
    public async Task Providers_OfThePage_AreComparedAsInStats()
    {
        await using var page = await OpenAsync();
        var providers = (await Service.StatsAsync())["providers"]!.AsArray();
        var rows = await page.RowsAsync("#providers");

        Assert.That(rows, Has.Count.EqualTo(5));
        foreach (var (row, provider) in rows.Zip(providers))
        {
            var hour = provider!["lastHour"]!;
            Assert.That((row[""].Split('\n')[0].Trim(), row["Rank"]), Is.EqualTo(((string)provider["provider"]!, Count((int)provider["rank"]!))));
            Assert.That(row["Success"], Does.StartWith(Share((double)hour["successShare"]!)).And.EndWith($"of {Count((long)hour["judgedRequests"]!)}"));
            Assert.That(row["Health, 5 min"], Does.Match("healthy|degraded|failing|few calls").And.Contain($"of {Count((long)provider["healthCalls"]!)} call"));
            Assert.That(row["Latency p50 / p95"], Does.Match(@"^[\d.]+ m?s / [\d.]+ m?s\s+of \d+$"));
        }
    }

    [Test]
    public async Task Warnings_OfThePage_SayWhatIsMissing()
    {
        await using var page = await OpenAsync();
        var warnings = (await Service.StatsAsync())["warnings"]!.AsArray();
        var text = await page.TextAsync("#warnings");

        foreach (var warning in warnings)
        {
            Assert.That(text, Does.Contain((string)warning!["model"]!));
        }

        Assert.That(
            text,
            Does.Match(
                @"Tokenizer missing\s+mistral-small-2603 \(mistral_ai\) \d+ calls without the provider's figures, "
                + "and no tokenizer for the model. Their tokens are estimated."));
        Assert.That(text, Does.Match(@"Price missing\s+house-large \(openai_compatible\) \d+ calls? with tokens and without a price."));
        Assert.That(text, Does.Contain("Usage missing"));
    }

    [Test]
    public async Task Charts_OfTheTraffic_ShowItAndFollowTheArrows()
    {
        await using var page = await OpenAsync();
        var charts = await page["svg.plot"].AllAsync();
        Assert.That(charts, Has.Count.EqualTo(4));
        foreach (var chart in charts)
        {
            // The first step may be only just behind.
            await Assertions.Expect(chart.Locator("rect, polyline, polygon").First).ToBeAttachedAsync();
        }

        var requests = charts[0];
        await Assertions.Expect(requests).ToHaveAttributeAsync(
            "aria-label", new System.Text.RegularExpressions.Regex("^Requests by outcome, a minute at .*completed "));
        await requests.FocusAsync();
        await requests.PressAsync("ArrowLeft");
        await Assertions.Expect(requests.Locator(".cursor")).ToBeAttachedAsync();
        await page["#message"].FocusAsync();
        await Assertions.Expect(requests.Locator(".cursor")).Not.ToBeAttachedAsync();
        Assert.That(page.Faults, Is.Empty);
    }

    [Test]
    public async Task Requests_OfThePage_GoToItsOwnHostAlone()
    {
        await using var page = await OpenAsync();
        await page.Page.WaitForRequestAsync("**/stats?after=*");

        Assert.That(page.Hosts, Is.SubsetOf(new[] { Service.Address.Authority, "data" }).And.Contains(Service.Address.Authority));
        Assert.That(page.Faults, Is.Empty);
    }

    [Test]
    public async Task Policy_OfThePage_KeepsWhatIsNotItsOwnFromRunning()
    {
        await using var page = await OpenAsync();
        var ran = await page.Page.EvaluateAsync<bool>(
            """
            async () => {
              const seen = new Promise(resolve => document.addEventListener('securitypolicyviolation', resolve, { once: true }));
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              await seen;
              return window.ran === true;
            }
            """);
        var left = await page.Page.EvaluateAsync<bool>("fetch('http://127.0.0.1:9/').then(() => true, () => false)");

        Assert.That((ran, left), Is.EqualTo((false, false)));
        Assert.That(
            page.Faults,
            Has.Count.GreaterThanOrEqualTo(2).And.All.Contain("Content Security Policy").Or.All.Contain("violates"),
            "so a violation of the page's own would be seen");
    }

    [Test]
    public async Task Names_ThatAreHostile_AreShownAsTextAndCut()
    {
        string[] hostile =
        [
            "<script>window.ran = true; alert(1)</script>",
            "\"><img src=x onerror='window.ran = true'>",
            "'; DROP TABLE calls; --",
            "a\nb\u202egnp.exe",
            new('"', 1 << 17),
            string.Concat(Enumerable.Repeat("🙂", 1 << 15)),
            "",
        ];
        var stats = await Service.StatsAsync();
        var models = stats["models"]!.AsArray();
        for (var i = 0; i < hostile.Length; i++)
        {
            models[i]!["model"] = hostile[i];
            models[i]!["provider"] = Begin(hostile[i]);
            models[i]!["operation"] = Begin(hostile[i]);
            models[i]!["badge"]!["kind"] = Begin(hostile[i]);
        }

        stats["warnings"] = new JsonArray([.. hostile.Select(Begin).SelectMany(name => new JsonNode[]
        {
            new JsonObject { ["kind"] = "tokenizer_missing", ["model"] = name, ["provider"] = name, ["calls"] = 1, ["inPlace"] = name },
            new JsonObject { ["kind"] = name, ["model"] = name, ["provider"] = name, ["calls"] = 1 },
            new JsonObject { ["kind"] = "usage_missing", ["model"] = name, ["provider"] = name, ["calls"] = 1 },
        })]);
        stats["providers"]![0]!["provider"] = Begin(hostile[4]);
        stats["spending"] = new JsonObject { [hostile[1]] = stats["spending"]!["USD"]!.DeepClone() };
        stats["offered"] = new JsonObject { [hostile[0]] = new JsonArray(Begin(hostile[4])) };

        await using var page = await WatchedPage.OpenAsync(Chromium, Service.Address, answer: stats);
        var names = await page["#models tr th > bdi"].AllInnerTextsAsync();

        Assert.That(names[0], Is.EqualTo(hostile[0]));
        Assert.That(names[1], Is.EqualTo(hostile[1]));
        Assert.That(names[3], Is.EqualTo("a\ufffdb\ufffdgnp.exe"));
        Assert.That(names.Select(name => new StringInfo(name).LengthInTextElements), Is.All.LessThanOrEqualTo(60));
        Assert.That((await page.TextAsync("body")).Length, Is.LessThan(20_000));
        Assert.That(await page["body img, body script:not(:last-of-type)"].CountAsync(), Is.Zero);
        Assert.That(await page.Page.EvaluateAsync<bool>("window.ran === undefined"), Is.True);
        Assert.That(await WidthAsync(page), Is.LessThanOrEqualTo(1280));
        Assert.That(page.Faults, Is.Empty);

        // Two long names are enough to be carried about.
        static string Begin(string name) => name.Length > 5_000 ? name[..5_000] : name;
    }

    [Test]
    public async Task Start_WithoutCalls_SaysThatThereAreNone()
    {
        await using var service = await SampleService.StartAsync();
        await using var page = await WatchedPage.OpenAsync(Chromium, service.Address);

        Assert.That(await page["#empty"].IsVisibleAsync(), Is.True);
        Assert.That(await page["#warning-card"].IsVisibleAsync(), Is.False);
        Assert.That((await page.TextAsync("#calls"), await page.TextAsync("#success"), await page.TextAsync("#cost")), Is.EqualTo(("0", "–", "–")));
        Assert.That(page.Faults, Is.Empty);
    }

    [Test]
    public async Task Call_OfTheVisitor_IsAnsweredAndCounted()
    {
        await using var service = await SampleService.StartAsync();
        await using var page = await WatchedPage.OpenAsync(Chromium, service.Address);

        await page["#model"].SelectOptionAsync("claude-haiku-4-5");
        await page["#message"].FillAsync("Which model answers sooner?");
        await page["#send"].ClickAsync();

        await Assertions.Expect(page["#answer"]).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\w+ \w+ \w+"));
        await Assertions.Expect(page["#calls"]).ToHaveTextAsync("1");
        await Assertions.Expect(page["#models th"]).ToContainTextAsync("claude-haiku-4-5");
        Assert.That(await page["#empty"].IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task End_OfTheService_IsToldByABannerUntilItIsBack()
    {
        var port = RunningTool.FreePort();
        var service = await SampleService.StartAsync(calls: 5, port);
        var address = service.Address;
        await using var page = await WatchedPage.OpenAsync(Chromium, address);
        await service.DisposeAsync();

        await Assertions.Expect(page["#lost"]).ToContainTextAsync("The service does not answer. What stands here is of ");
        Assert.That((await page.TextAsync("#state"), await page.TextAsync("#calls")), Is.EqualTo(("No answer", "5")));

        await using var again = await SampleService.StartAsync(port: port);
        await Assertions.Expect(page["#lost"]).ToBeHiddenAsync();
        await Assertions.Expect(page["#calls"]).ToHaveTextAsync("0");
        await Assertions.Expect(page["#empty"]).ToBeVisibleAsync();
    }

    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    [TestCase(800, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Light)]
    [TestCase(360, ColorScheme.Dark)]
    public async Task Page_OfAnyWidthAndScheme_FitsAndCanBeRead(int width, ColorScheme scheme)
    {
        await using var page = await WatchedPage.OpenAsync(Chromium, Service.Address, width, scheme);

        Assert.That(await WidthAsync(page), Is.LessThanOrEqualTo(width), "no scrolling sideways");
        Assert.That(await page.Page.EvaluateAsync<string[]>(Contrast.Script), Is.Empty, "texts below 4.5 : 1");
        Assert.That(await page["#models tr"].First.Locator("td").Last.IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task Controls_OfThePage_HaveNames()
    {
        await using var page = await OpenAsync();

        Assert.That(await page.Page.GetByLabel("Model", new() { Exact = true }).CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Page.GetByLabel("Message", new() { Exact = true }).CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Page.GetByRole(AriaRole.Img).CountAsync(), Is.EqualTo(4));
        Assert.That(await page.Page.GetByRole(AriaRole.Region, new() { Name = "Models" }).CountAsync(), Is.EqualTo(2), "the section and what scrolls in it");
        Assert.That(await page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), Is.EqualTo("Model calls, live"));
    }

    private Task<WatchedPage> OpenAsync() => WatchedPage.OpenAsync(Chromium, Service.Address);

    private static Task<int> WidthAsync(WatchedPage page) => page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double value) => (value * 100).ToString(value is 0 or 1 ? "0" : "0.0", CultureInfo.InvariantCulture) + " %";

    private static double Number(string money) => double.Parse(money.TrimStart('$'), CultureInfo.InvariantCulture);
}
