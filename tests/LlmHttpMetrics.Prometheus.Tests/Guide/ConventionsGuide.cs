using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Readme;

namespace LlmHttpMetrics.Prometheus.Tests.Guide;

/// <summary>docs/conventions.md, as tests read it.</summary>
internal static partial class ConventionsGuide
{
    public static string Text { get; } = Repository.Read("docs/conventions.md");

    /// <summary>Its expressions of PromQL.</summary>
    public static IReadOnlyList<string> Expressions { get; } = [.. Blocks().Matches(Text).Select(match => match.Groups["code"].Value.Trim())];

    /// <summary>What is asked in the one generation, by metric and what it is chosen by, and the metric that has it in the other.</summary>
    public static IReadOnlyList<(string Metric, string[] Matchers, string To)> Moves { get; } =
    [
        .. Rows().Matches(Text).Select(match => (
            match.Groups["from"].Value, match.Groups["matchers"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries), match.Groups["to"].Value)),
    ];

    /// <summary>An expression of the one generation as it is asked in the other.</summary>
    public static string Moved(string expression) => Selectors().Replace(expression, match =>
    {
        var (metric, suffix, matchers) = (match.Groups["metric"].Value, match.Groups["suffix"].Value, match.Groups["matchers"].Value.Split(','));
        var move = Moves.Where(move => move.Metric == metric && move.Matchers.All(matchers.Contains)).MaxBy(move => move.Matchers.Length);
        if (move.To is null)
        {
            return match.Value;
        }

        // The type of a token has become part of the name.
        var left = matchers.Where(matcher => !matcher.StartsWith("gen_ai_token_type=", StringComparison.Ordinal));
        return $"{move.To}{suffix}{{{string.Join(',', left)}}}";
    });

    [GeneratedRegex(@"^```promql\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();

    [GeneratedRegex(
        @"^\| `(?<from>gen_ai_client_\w+)(\{(?<matchers>[^}]*)\})?` \| `(?<to>gen_ai_client_\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();

    [GeneratedRegex(@"(?<metric>gen_ai_client_\w+?)(?<suffix>_bucket|_sum|_count)\{(?<matchers>[^}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Selectors();
}
