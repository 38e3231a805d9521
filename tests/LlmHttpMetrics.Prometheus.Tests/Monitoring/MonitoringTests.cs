using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.Prometheus.Tests.Guide;
using LlmHttpMetrics.Prometheus.Tests.RealPrometheus;
using Answer = (System.Collections.Generic.IReadOnlyDictionary<string, string> Labels, double Value);

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>Dashboards, rules and guides ask for what the page has, and Prometheus itself answers.</summary>
[NonParallelizable]
public sealed class MonitoringTests
{
    private const string Rules = "samples/monitoring/llm-rules.yml";

    [TestCase(SemanticConventions.V1_41, Dashboard.OfV1)]
    [TestCase(SemanticConventions.Latest, Dashboard.OfLatest)]
    public async Task Dashboard_OfAGeneration_ShowsFigures(SemanticConventions conventions, string path)
    {
        var dashboard = Dashboard.Read(path);
        await using var traffic = await MonitoredTraffic.StartAsync(conventions);
        await using var prometheus = await ScrapeAsync(traffic);
        ExposedNames exposed = new(Exposed.Parse(traffic.Served.Metrics.GetText(), LlmMetricsFormat.Text));

        var missing = new List<string>();
        var silent = new List<string>();
        foreach (var panel in dashboard.Panels)
        {
            foreach (var (expression, legend) in Dashboard.Targets(panel))
            {
                var asked = Dashboard.Filled(expression);
                missing.AddRange(exposed.Missing(asked).Select(name => $"{Dashboard.TitleOf(panel)}: {name}"));
                var answers = await prometheus.QueryAsync(asked);
                if (!answers.Any(answer => double.IsFinite(answer.Value))
                    || Dashboard.LabelsOf(legend).Any(label => !answers.All(answer => answer.Labels.ContainsKey(label))))
                {
                    silent.Add($"{Dashboard.TitleOf(panel)}, {legend}: {asked}");
                }
            }
        }

        foreach (var query in dashboard.Variables.Skip(1).Select(variable => variable.GetProperty("definition").GetString()!))
        {
            var (selector, label) = (query["label_values(".Length..query.LastIndexOf(',')], query[(query.LastIndexOf(',') + 1)..^1].Trim());
            missing.AddRange(exposed.Missing($"group by ({label}) ({Dashboard.Filled(selector)})"));
            Assert.That(await prometheus.QueryAsync($"group by ({label}) ({Dashboard.Filled(selector)})"), Is.Not.Empty, query);
        }

        Assert.That(missing, Is.Empty, "names that nobody shows");
        Assert.That(silent, Is.Empty, "panels that would stay empty, or legends without a name");
    }

    [TestCase(SemanticConventions.V1_41)]
    [TestCase(SemanticConventions.Latest)]
    public async Task Rules_OfTheSample_AreEvaluatedInBothGenerations(SemanticConventions conventions)
    {
        await using var traffic = await MonitoredTraffic.StartAsync(conventions);
        await using var prometheus = await ScrapeAsync(traffic, Path.Combine(Repository.Folder, Rules));
        await prometheus.WaitForRulesAsync();
        await prometheus.WaitForRulesAsync();
        ExposedNames exposed = new(Exposed.Parse(traffic.Served.Metrics.GetText(), LlmMetricsFormat.Text));

        var rules = await prometheus.RulesAsync();
        foreach (var rule in rules.Where(rule => !rule.Alerts))
        {
            var recorded = await prometheus.QueryAsync(rule.Name);
            Assert.That(recorded.Where(series => double.IsFinite(series.Value)), Is.Not.Empty, rule.Name);
            exposed.Add(rule.Name, recorded.SelectMany(series => series.Labels.Keys));
        }

        Assert.That(rules, Has.Count.GreaterThan(30));
        Assert.That(rules.Where(rule => rule.Health != "ok").Select(rule => rule.Name), Is.Empty);
        Assert.That(rules.SelectMany(rule => exposed.Missing(rule.Expression).Select(name => $"{rule.Name}: {name}")), Is.Empty);
        var firing = (await prometheus.QueryAsync("ALERTS{alertstate=\"firing\"}")).Select(alert => alert.Labels["alertname"]).Distinct();
        Assert.That(
            firing,
            Is.EquivalentTo(new[] { "LlmMeasurementFailures", "LlmMetricsOverflow", "LlmEventsDropped" }),
            "those that do not wait, of what has happened");
    }

    [Test]
    public async Task Alerts_OfTheSample_SayWhatIsWrongAndWhereToRead()
    {
        await using var traffic = await MonitoredTraffic.StartAsync(SemanticConventions.V1_41);
        await using var prometheus = await PrometheusServer.StartAsync(traffic.Served.Page, Path.Combine(Repository.Folder, Rules));
        var tests = Repository.Read("samples/monitoring/llm-rules.tests.yml");

        var alerts = (await prometheus.RulesAsync()).Where(rule => rule.Alerts).ToList();

        Assert.That(alerts, Has.Count.GreaterThan(15));
        foreach (var alert in alerts)
        {
            Assert.That(alert.Labels["severity"], Is.AnyOf("info", "warning", "critical"), alert.Name);
            Assert.That(alert.Annotations["summary"], Has.Length.GreaterThan(10), alert.Name);
            Assert.That(alert.Annotations["description"], Has.Length.GreaterThan(30).And.EndsWith("."), alert.Name);
            Assert.That(alert.Annotations["runbook_url"], Is.EqualTo($"docs/observability.md#{alert.Name.ToLowerInvariant()}"));
            Assert.That(ObservabilityGuide.Text, Does.Contain($"\n### {alert.Name}\n"), "where that leads");
            Assert.That(tests, Does.Match($"alertname: {alert.Name}\n.*\n +exp_alerts:\n +- exp_labels:"), "a test where it fires");
            Assert.That(tests, Does.Match($"alertname: {alert.Name}\n.*\n +exp_alerts: \\[\\]\n"), "a test where it does not");
        }
    }

    [TestCase("check", "config", "prometheus.yml")]
    [TestCase("check", "rules", "llm-rules.yml")]
    [TestCase("test", "rules", "llm-rules.tests.yml")]
    public async Task Files_OfTheSample_PassPrometheusOwnCheck(string verb, string noun, string file)
    {
        var (code, said) = await Tool.RunAsync("promtool", "", verb, noun, Path.Combine(Repository.Folder, "samples/monitoring", file));

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("SUCCESS"));
    }

    [Test]
    public async Task Expressions_OfTheGuides_FindFigures()
    {
        await using var traffic = await MonitoredTraffic.StartAsync(SemanticConventions.Both);
        await using var prometheus = await ScrapeAsync(traffic);
        ExposedNames exposed = new(Exposed.Parse(traffic.Served.Metrics.GetText(), LlmMetricsFormat.Text));

        var expressions = ObservabilityGuide.Questions.Select(Uncompared).Concat(ConventionsGuide.Expressions).ToList();

        // No service publishes one generation only; and values that have to be 0 are compared as they are.
        string[] asksWhoIsLeft = [" unless "];

        Assert.That(expressions, Has.Count.GreaterThan(25));
        foreach (var expression in expressions)
        {
            Assert.That(exposed.Missing(expression), Is.Empty, expression);
            Assert.That(
                await prometheus.QueryAsync(expression),
                asksWhoIsLeft.Any(expression.Contains) ? Is.Empty : Has.Some.Matches<Answer>(answer => double.IsFinite(answer.Value)),
                expression);
        }
    }

    /// <summary>A question for what is amiss, without the comparison that leaves out what is not.</summary>
    private static string Uncompared(string question) => Regex.Replace(question, @" [<>] [0-9.]+$", "", RegexOptions.Multiline);

    /// <summary>Scrapes twice with calls between, so that counters have grown.</summary>
    private static async Task<PrometheusServer> ScrapeAsync(MonitoredTraffic traffic, string? rules = null)
    {
        await traffic.CallAsync();
        var prometheus = await PrometheusServer.StartAsync(traffic.Served.Page, rules);
        await prometheus.WaitForScrapeAsync();
        await traffic.CallAsync();
        await prometheus.WaitForScrapeAsync();
        return prometheus;
    }
}
