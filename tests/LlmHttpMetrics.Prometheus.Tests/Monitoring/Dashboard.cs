using System.Text.Json;
using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Readme;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>A dashboard of samples/monitoring, as Grafana would read it.</summary>
internal sealed partial class Dashboard
{
    public const string OfV1 = "samples/monitoring/llm-dashboard.json";
    public const string OfLatest = "samples/monitoring/llm-dashboard-latest.json";

    private Dashboard(string path)
    {
        Text = Repository.Read(path);
        Root = JsonDocument.Parse(Text).RootElement;
        All = [.. Root.GetProperty("panels").EnumerateArray()];
        Panels = [.. All.Where(panel => TypeOf(panel) != "row")];
    }

    public string Text { get; }

    public JsonElement Root { get; }

    /// <summary>Panels and the rows above them.</summary>
    public IReadOnlyList<JsonElement> All { get; }

    /// <summary>Panels that show something.</summary>
    public IReadOnlyList<JsonElement> Panels { get; }

    public IEnumerable<JsonElement> Variables => Root.GetProperty("templating").GetProperty("list").EnumerateArray();

    public static Dashboard Read(string path) => new(path);

    public static string TypeOf(JsonElement panel) => panel.GetProperty("type").GetString()!;

    public static string TitleOf(JsonElement panel) => panel.GetProperty("title").GetString()!;

    public static IEnumerable<(string Expression, string Legend)> Targets(JsonElement panel) => panel.GetProperty("targets").EnumerateArray()
        .Select(target => (target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!));

    /// <summary>The labels that a legend shows.</summary>
    public static IEnumerable<string> LabelsOf(string legend) => LegendLabels().Matches(legend).Select(match => match.Groups["label"].Value);

    /// <summary>An expression as Grafana sends it where everything is chosen.</summary>
    public static string Filled(string expression) => Filters().Replace(expression, ".*")
        .Replace("$__rate_interval", "5m", StringComparison.Ordinal)
        .Replace("$__range", "6h", StringComparison.Ordinal);

    /// <summary>The variables that an expression names.</summary>
    public static IEnumerable<string> VariablesIn(string expression) => Named().Matches(expression).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\{\{(?<label>\w+)\}\}")]
    private static partial Regex LegendLabels();

    [GeneratedRegex(@"\$(job|provider|model)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Filters();

    [GeneratedRegex(@"\$\{?(?<name>[a-z]\w*)")]
    private static partial Regex Named();
}
