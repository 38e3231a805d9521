using System.Diagnostics.Metrics;
using LlmHttpMetrics.Prometheus.Tests.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>What Prometheus itself makes of the page.</summary>
[NonParallelizable]
public sealed class PrometheusServerTests
{
    private const int Calls = 300;

    [Test]
    public async Task Totals_AskedFromPrometheus_AreThoseOfTheLedger()
    {
        await using var traffic = await ServedTraffic.StartAsync();
        await using var prometheus = await PrometheusServer.StartAsync(traffic.Page);

        var traces = await traffic.CallAsync(Calls, atOnce: 8);
        var entries = await traffic.Server.Ledger.WaitForAsync(Calls, HangGuard.Limit);
        await prometheus.WaitForScrapeAsync();

        foreach (var (sample, labels, value) in LedgerComparison.Totals(entries))
        {
            var selector = $"{sample}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";
            Assert.That(await prometheus.ValueAsync($"sum({selector}) or vector(0)"), Is.EqualTo(value), selector);
        }

        Assert.That(await prometheus.LastErrorAsync(), Is.Empty);
        Assert.That(await prometheus.ValueAsync("sum(llm_tokens_total{status=\"error\"})"), Is.Positive, "some calls broke after their usage had come");
        Assert.That(await prometheus.ValueAsync("sum(llm_request_latency_seconds_bucket{le=\"+Inf\"})"), Is.EqualTo(Calls));
        Assert.That(await prometheus.ValueAsync("histogram_quantile(0.99, sum by (le) (llm_request_latency_seconds_bucket))"), Is.Positive);
        Assert.That((await prometheus.TracesAsync("llm_request_latency_seconds_bucket")).Distinct(), Is.Not.Empty.And.SubsetOf(traces));
        Assert.That((await prometheus.TracesAsync("llm_tokens_total")).Distinct(), Is.Not.Empty.And.SubsetOf(traces));
        Assert.That(
            await prometheus.MetadataAsync("llm_request_latency_seconds"),
            Is.EqualTo(("histogram", "seconds", "Duration of calls, from sending the request to the end of the body.")));
    }

    [Test]
    public async Task Labels_OfHostileText_ReachPrometheusAsTheyAre()
    {
        await using var traffic = await ServedTraffic.StartAsync();
        string[] hostile =
        [
            "\"}", "\n# HELP x", "\\", "\\n", "a\r\nb", "\t", "\0", "{}", "é🙂\u2028", "\u0001\u001f\u007f", "# EOF", new('"', 3000),
            string.Concat(Enumerable.Repeat("\n\\\"", 400_000)),
        ];
        var counter = traffic.Services.GetRequiredService<IMeterFactory>().Create(LlmTelemetry.MeterName).CreateCounter<long>("hostile");
        foreach (var value in hostile)
        {
            counter.Add(1, new KeyValuePair<string, object?>("v", value));
        }

        await using var prometheus = await PrometheusServer.StartAsync(traffic.Page);
        await prometheus.WaitForScrapeAsync();

        Assert.That(await prometheus.LastErrorAsync(), Is.Empty);
        Assert.That(
            (await prometheus.QueryAsync("hostile_total")).Select(series => series.Labels["v"]),
            Is.EquivalentTo(hostile.Select(value => value.Length > 1024 ? value[..1024] + "…" : value)));
    }
}
