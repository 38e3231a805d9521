using System.Text.Json;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>What can be said of the dashboards without Grafana.</summary>
[TestFixture(Dashboard.OfV1)]
[TestFixture(Dashboard.OfLatest)]
public sealed class DashboardTests(string path)
{
    private const int Columns = 24;

    /// <summary>What an operator asks, each by words that stand in the title of a panel.</summary>
    private static readonly string[] Questions =
    [
        "Request rate", "Success share", "Latency percentiles", "First-token percentiles", "Tokens by kind", "Tokens by source", "Cost per hour",
        "Projected per month",
        "Errors by type", "Outcomes", "Providers", "Rate-limit headroom", "Cache share", "Saved by the cache", "Exact against estimated",
        "Prices missing", "Usage missing",
        "stall", "Tokens per second", "Provider health", "Measurement failures",
    ];

    private readonly Dashboard _dashboard = Dashboard.Read(path);

    [Test]
    public void Dashboard_OfTheSample_IsOneThatGrafanaTakes() => Assert.Multiple(() =>
    {
        Assert.That(_dashboard.Root.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(41));
        Assert.That(_dashboard.Root.GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null), "Grafana gives it one");
        Assert.That(_dashboard.Root.GetProperty("uid").GetString(), Does.Match("^[a-z-]{1,40}$"));
        Assert.That(_dashboard.Root.GetProperty("title").GetString(), Is.Not.Empty);
        Assert.That(
            _dashboard.Panels.Select(Dashboard.TypeOf).Distinct(),
            Is.EquivalentTo(
                _dashboard.Root.GetProperty("__requires")
                    .EnumerateArray()
                    .Where(one => one.GetProperty("type").GetString() == "panel")
                    .Select(one => one.GetProperty("id").GetString())));
    });

    [Test]
    public void Variables_OfTheDashboard_AreThoseThatAreUsed()
    {
        var defined = _dashboard.Variables.Select(variable => variable.GetProperty("name").GetString()!).ToList();

        Assert.That(defined, Is.EqualTo(new[] { "datasource", "job", "provider", "model" }));
        Assert.That(
            _dashboard.Panels.SelectMany(Dashboard.Targets).SelectMany(target => Dashboard.VariablesIn(target.Expression)).Append("datasource").Distinct(),
            Is.EquivalentTo(defined));
    }

    [Test]
    public void Sources_OfAllPanels_AreTheOneThatIsChosen()
    {
        var sources = Sources(_dashboard.Root).ToList();

        Assert.That(sources, Has.Count.GreaterThan(_dashboard.Panels.Count * 2));
        Assert.That(sources, Is.All.EqualTo(("prometheus", "${datasource}")));
    }

    [Test]
    public void Panels_OfTheDashboard_SayWhatTheyShowAndInWhat()
    {
        foreach (var panel in _dashboard.Panels)
        {
            var title = Dashboard.TitleOf(panel);
            var targets = Dashboard.Targets(panel).ToList();
            Assert.That(panel.GetProperty("description").GetString(), Has.Length.GreaterThan(30).And.EndsWith("."), title);
            Assert.That(
                panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString(),
                Does.Match("^(reqps|s|short|percentunit|suffix: [a-z]+(/s)?)$"),
                title);
            Assert.That(targets, Is.Not.Empty, title);
            Assert.That(targets.Select(target => target.Legend), Has.None.Empty.And.Unique, title);
            Assert.That(panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("refId").GetString()), Is.Unique, title);
        }
    }

    [Test]
    public void Panels_OfTheDashboard_AnswerWhatIsAsked()
    {
        var titles = string.Join('\n', _dashboard.Panels.Select(Dashboard.TitleOf));

        Assert.That(Questions.Where(question => !titles.Contains(question, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Panels_OfTheDashboard_LieBesideEachOther()
    {
        HashSet<(int, int)> taken = [];
        foreach (var panel in _dashboard.All)
        {
            var place = panel.GetProperty("gridPos");
            var (x, y, w, h) = (Of("x"), Of("y"), Of("w"), Of("h"));
            Assert.That(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= Columns, Dashboard.TitleOf(panel));
            foreach (var column in Enumerable.Range(x, w))
            {
                foreach (var line in Enumerable.Range(y, h))
                {
                    Assert.That(taken.Add((column, line)), $"{Dashboard.TitleOf(panel)} lies over another");
                }
            }

            int Of(string name) => place.GetProperty(name).GetInt32();
        }

        Assert.That(_dashboard.All.Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
    }

    /// <summary>Windows in brackets follow the dashboard's, or are those that the title promises.</summary>
    [Test]
    public void Rates_OfTheDashboard_FollowTheScrapeInterval()
    {
        foreach (var (expression, _) in _dashboard.Panels.SelectMany(Dashboard.Targets))
        {
            foreach (var window in expression.Split('[').Skip(1).Select(part => part[..part.IndexOf(']', StringComparison.Ordinal)]))
            {
                Assert.That(window, Is.AnyOf("$__rate_interval", "$__range", "1h", "6h", "1d"), expression);
            }
        }
    }

    private static IEnumerable<(string?, string?)> Sources(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property is { Name: "datasource", Value.ValueKind: JsonValueKind.Object }
            ? [(property.Value.GetProperty("type").GetString(), property.Value.GetProperty("uid").GetString())]
            : Sources(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Sources),
        _ => [],
    };
}
