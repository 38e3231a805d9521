using System.Diagnostics.Metrics;
using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.Prometheus.Tests.Traffic;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>What docs/observability.md says is so.</summary>
public sealed class GuideTests
{
    [Test]
    public async Task Metrics_OfTheTables_AreThoseThatAreExposed()
    {
        await using var traffic = await ServedTraffic.StartAsync(register: ServedTraffic.AddBudgets);
        await traffic.CallAsync(1, atOnce: 1);
        var meters = traffic.Services.GetRequiredService<IMeterFactory>();
        KeyValuePair<string, object?> tag = new(LlmTagNames.ProviderName, "openai");
        EveryInstrument.Record(meters, tag);
        RecordHealth(meters, tag);

        var exposed = Exposed.Parse(traffic.Metrics.GetText(), LlmMetricsFormat.Text);

        Assert.That(
            exposed.Families.Select(family => $"{family.Name} {family.Type}"),
            Is.EquivalentTo(ObservabilityGuide.Metrics.Select(metric => $"{metric.Key} {metric.Value.Type}")));
    }

    [Test]
    public async Task Labels_OfTheTables_AreThoseOfTraffic()
    {
        await using var traffic = await ServedTraffic.StartAsync(options => options.SemanticConventions = SemanticConventions.Both, ServedTraffic.AddBudgets);
        await traffic.CallAsync(130, atOnce: 4);

        var exposed = Exposed.Parse(traffic.Metrics.GetText(), LlmMetricsFormat.Text);

        Assert.That(exposed.Families, Has.Count.GreaterThan(20));
        foreach (var family in exposed.Families)
        {
            var sample = family.Type == "histogram" ? family.Name + "_sum" : family.Name;
            Assert.That(exposed.Of(sample)
                .SelectMany(one => one.Labels.Keys)
                .Distinct(), Is.EquivalentTo(ObservabilityGuide.Metrics[family.Name].Labels), family.Name);
        }
    }

    [Test]
    public void Questions_OfTheGuide_NameWhatIsExposed()
    {
        var names = ObservabilityGuide.Metrics.SelectMany(metric => metric.Value.Type == "histogram"
            ? new[] { metric.Key + "_bucket", metric.Key + "_sum", metric.Key + "_count" }
            : [metric.Key]).ToHashSet();

        Assert.That(ObservabilityGuide.Questions, Is.Not.Empty);
        foreach (var question in ObservabilityGuide.Questions)
        {
            Assert.That(ObservabilityGuide.NamesIn(question), Is.Not.Empty.And.SubsetOf(names), question);
        }
    }

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(ObservabilityGuide.Text),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.Prometheus.Tests/Guide/GuideCode.cs"))));

    [Test]
    public void Options_OfTheTable_AreThoseThatThereAre()
    {
        foreach (var option in typeof(LlmPrometheusOptions).GetProperties())
        {
            Assert.That(ObservabilityGuide.Text, Does.Contain($"\n| `{option.Name}` |"));
        }

        Assert.That(ObservabilityGuide.Text, Does.Contain($"\n| `MaxSeries` | {new LlmPrometheusOptions().MaxSeries:N0} |"));
    }

    /// <summary>An instrument that comes with statistics; it has its family by name, kind and unit, wherever it is made.</summary>
    private static void RecordHealth(IMeterFactory meters, KeyValuePair<string, object?> tag) =>
        meters.Create(LlmTelemetry.MeterName).CreateObservableGauge("llm.provider.health", () => new Measurement<double>(1, tag), "1");
}
