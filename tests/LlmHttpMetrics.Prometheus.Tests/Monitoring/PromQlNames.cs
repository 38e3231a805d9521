using System.Text.RegularExpressions;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>
/// The metrics and labels that an expression of PromQL names, found by its tokens. Whether it is one at all, Prometheus itself says.
/// </summary>
internal sealed partial class PromQlNames
{
    private static readonly HashSet<string> LabelLists = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    private readonly List<(string Metric, IReadOnlyList<string> Labels)> _selectors = [];
    private readonly HashSet<string> _labels = [];
    private readonly HashSet<string> _made = [];

    private PromQlNames(string expression)
    {
        var tokens = Tokens().Matches(expression).Select(match => match.Value).ToList();
        for (var at = 0; at < tokens.Count; at++)
        {
            var next = at + 1 < tokens.Count ? tokens[at + 1] : "";
            if (tokens[at] == "[")
            {
                at = tokens.IndexOf("]", at);
            }
            else if (!IsName(tokens[at]) || Words.Contains(tokens[at]))
            {
                continue;
            }
            else if (LabelLists.Contains(tokens[at]) && next == "(")
            {
                var end = tokens.IndexOf(")", at);
                _labels.UnionWith(tokens[at..end].Skip(1).Where(IsName));
                at = end;
            }
            else if (tokens[at] == "label_replace")
            {
                ReadReplacement(tokens, at + 1);
            }
            else if (next == "{")
            {
                var end = tokens.IndexOf("}", at);
                _selectors.Add((tokens[at], [.. tokens[(at + 1)..end].Where(IsName)]));
                at = end;
            }
            else if (next != "(" && !LabelLists.Contains(next))
            {
                _selectors.Add((tokens[at], []));
            }
        }
    }

    /// <summary>Metrics, each with the labels that it is chosen by.</summary>
    public IReadOnlyList<(string Metric, IReadOnlyList<string> Labels)> Selectors => _selectors;

    /// <summary>Labels by which is grouped, matched or replaced, but for those that the expression makes.</summary>
    public IEnumerable<string> Labels => _labels.Except(_made);

    public static PromQlNames Of(string expression) => new(expression);

    /// <summary>Reads the texts of a replacement: what it makes, by what, of what, where it fits.</summary>
    private void ReadReplacement(List<string> tokens, int open)
    {
        var depth = 0;
        var at = open;
        do
        {
            depth += tokens[at] switch { "(" => 1, ")" => -1, _ => 0 };
            at++;
        }
        while (depth > 0);
        var texts = tokens[open..at].Where(token => token[0] == '"').TakeLast(4).Select(text => text.Trim('"')).ToList();
        _made.Add(texts[0]);
        _labels.Add(texts[2]);
    }

    private static bool IsName(string token) => char.IsAsciiLetter(token[0]) || token[0] is '_' or ':';

    [GeneratedRegex("""
        "(\\.|[^"\\])*"|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][0-9a-zA-Z.]*|[^\s]
        """, RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();
}
