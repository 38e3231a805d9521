using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>Finds the C# of a Markdown text, and the regions of compiled C#, without their indentation.</summary>
internal static partial class CodeBlocks
{
    public static IEnumerable<string> OfMarkdown(string text) => Fences().Matches(text).Select(match => Outdented(match.Groups["code"].Value));

    public static IEnumerable<string> OfSource(string text) => Regions().Matches(text).Select(match => Outdented(match.Groups["code"].Value));

    private static string Outdented(string code)
    {
        var lines = code.TrimEnd('\n').Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^ *#region snippet\n(?<code>.*?)^ *#endregion$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Regions();
}
