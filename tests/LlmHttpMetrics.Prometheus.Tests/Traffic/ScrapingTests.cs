namespace LlmHttpMetrics.Prometheus.Tests.Traffic;

/// <summary>Scraping does not disturb calls, and calls do not disturb scraping.</summary>
[NonParallelizable]
public sealed class ScrapingTests
{
    private const int Streams = 1000;

    [Test]
    public async Task Scrapes_WhileAThousandStreamsRun_LoseAndDoubleNothing()
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = SemanticConventions.Both);
        using HttpClient scraper = new();
        using CancellationTokenSource done = new();
        var scrapes = 0;
        var scraping = Enumerable.Range(0, 2).Select(number => Task.Run(async () =>
        {
            Dictionary<string, double> before = [];
            while (!done.IsCancellationRequested)
            {
                using HttpRequestMessage request = new(HttpMethod.Get, traffic.Page);
                request.Headers.TryAddWithoutValidation("Accept", number == 0 ? "application/openmetrics-text" : "text/plain");
                using var response = await scraper.SendAsync(request);
                var page = Exposed.Parse(await response.Content.ReadAsStringAsync(), number == 0 ? LlmMetricsFormat.OpenMetrics : LlmMetricsFormat.Text);
                foreach (var sample in page.Samples.Where(
                    sample => sample.Name.EndsWith("_total", StringComparison.Ordinal) || sample.Name.EndsWith("_count", StringComparison.Ordinal)))
                {
                    Assert.That(sample.Value, Is.GreaterThanOrEqualTo(before.GetValueOrDefault(sample.Key)), sample.Key);
                    before[sample.Key] = sample.Value;
                }

                Interlocked.Increment(ref scrapes);
                await Task.Delay(20);
            }
        })).ToArray();

        await traffic.CallAsync(2 * Streams, atOnce: Streams);
        done.Cancel();
        await Task.WhenAll(scraping);

        var entries = await traffic.Server.Ledger.WaitForAsync(2 * Streams, HangGuard.Limit);
        var last = Exposed.Parse(await scraper.GetStringAsync(traffic.Page), LlmMetricsFormat.Text);
        foreach (var (sample, labels, value) in LedgerComparison.Totals(entries))
        {
            Assert.That(last.Sum(sample, labels), Is.EqualTo(value), $"{sample} {string.Join(' ', labels)}");
        }

        Assert.That(scrapes, Is.GreaterThan(2));
        Assert.That(last.Only("llm_prometheus_failures_total").Value, Is.Zero);
        Assert.That(last.Only("llm_prometheus_overflowed_total").Value, Is.Zero);
        Assert.That(last.Samples.Select(sample => sample.Key), Has.None.Contains(Canary.Secret));
    }

    [Test]
    public async Task Scrapes_OfAThousandStreamsThatAreOpenAtOnce_CountEachWhenItEnds()
    {
        await using var traffic = await ServedTraffic.StartAsync();
        using HttpClient scraper = new();
        Task<Exposed[]>? scraping = null;

        await traffic.StreamAsync(Streams, async () =>
        {
            var before = await ScrapeAsync();
            Assert.That(before.Sum("llm_requests_total"), Is.Zero, "all are open");
            scraping = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ScrapeAsync()));
        });
        var during = await scraping!;

        var entries = await traffic.Server.Ledger.WaitForAsync(Streams, HangGuard.Limit);
        var last = await ScrapeAsync();
        Assert.That(entries.Select(entry => entry.Outcome), Is.All.EqualTo(LlmHttpMetrics.MockProviders.LedgerOutcome.Completed));
        foreach (var (sample, labels, value) in LedgerComparison.Totals(entries))
        {
            Assert.That(last.Sum(sample, labels), Is.EqualTo(value), $"{sample} {string.Join(' ', labels)}");
        }

        Assert.That(last.Sum("llm_time_to_first_token_seconds_count"), Is.EqualTo(Streams), "each was a stream");
        Assert.That(during.Select(page => page.Sum("llm_requests_total")), Is.All.InRange(0, Streams));

        async Task<Exposed> ScrapeAsync() => Exposed.Parse(await scraper.GetStringAsync(traffic.Page), LlmMetricsFormat.Text);
    }

    [Test]
    public async Task Exemplars_OfThePage_AreTheCallersTraces()
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = SemanticConventions.Both);

        var traces = await traffic.CallAsync(300, atOnce: 8);

        var page = Exposed.Parse(traffic.Metrics.GetText(LlmMetricsFormat.OpenMetrics), LlmMetricsFormat.OpenMetrics);
        var told = page.Samples.Where(sample => sample.Exemplar is not null).Select(sample => (sample.Key, Trace: sample.Exemplar!.Split('"')[1])).ToList();
        Assert.That(told.Where(one => !traces.Contains(one.Trace)), Is.Empty);
        Assert.That(told, Has.Count.GreaterThan(100));
    }
}
