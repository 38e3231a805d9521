using System.Diagnostics.Metrics;
using LlmHttpMetrics.Prometheus.Tests.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>Prometheus' own check of pages: their form, and the names' manners.</summary>
public sealed class PromtoolTests
{
    [Test]
    public async Task Page_OfMixedTraffic_PassesWithoutAWord()
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = SemanticConventions.Both);
        await traffic.CallAsync(60, atOnce: 4);

        Assert.That(await Tool.RunAsync("promtool", traffic.Metrics.GetText(), "check", "metrics"), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Page_OfEveryInstrument_PassesWithoutAWord()
    {
        await using var traffic = await ServedTraffic.StartAsync();
        EveryInstrument.Record(
            traffic.Services.GetRequiredService<IMeterFactory>(), new KeyValuePair<string, object?>("v", "\"\n\\" + new string('x', 1024 * 1024)));

        Assert.That(await Tool.RunAsync("promtool", traffic.Metrics.GetText(), "check", "metrics"), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Page_ThatIsNone_IsRefused()
    {
        var (code, said) = await Tool.RunAsync("promtool", "# TYPE a_total counter\na_total{v=\"\"\"} 1\n", "check", "metrics");

        Assert.That((code, said), Is.Not.EqualTo((0, "")), "the tool would say so");
    }
}
