using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Readme;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>docs/observability.md, as tests read it.</summary>
internal static partial class ObservabilityGuide
{
    private static readonly Dictionary<string, string[]> Sets = new(StringComparer.Ordinal)
    {
        ["base"] = ["gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model", "gen_ai_response_model"],
        ["server"] = ["server_address", "server_port"],
        ["short"] = ["provider", "model", "status"],
    };

    public static string Text { get; } = Repository.Read("docs/observability.md");

    /// <summary>Its expressions of PromQL.</summary>
    public static IReadOnlyList<string> Questions { get; } = [.. Expressions().Matches(Text).Select(match => match.Groups["code"].Value.Trim())];

    /// <summary>Its metrics: the name of their samples, without what a histogram adds, their type and their labels.</summary>
    public static IReadOnlyDictionary<string, (string Type, string[] Labels)> Metrics { get; } = Rows().Matches(Text).ToDictionary(
        match => match.Groups["name"].Value,
        match => (match.Groups["type"].Value, match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(label => Sets.GetValueOrDefault(label) ?? [label.Trim('`')]).ToArray()));

    /// <summary>The metrics that an expression names.</summary>
    public static IEnumerable<string> NamesIn(string question) =>
        Names().Matches(Braces().Replace(Grouping().Replace(question, ""), "")).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"^```promql\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Expressions();

    [GeneratedRegex(
        @"^\| `(?<name>[a-z_]+)` \| (?<type>counter|gauge|histogram) \| (?<labels>[^|]*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\b(llm|gen_ai)_[a-z_]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"\bby \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();
}
