using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The links of a Markdown text, and the anchors of its headings.</summary>
internal static partial class DocumentLinks
{
    public static IEnumerable<DocumentLink> Of(string text) =>
        Links().Matches(Fences().Replace(text, "")).Select(match => new DocumentLink(match.Groups["file"].Value, match.Groups["anchor"].Value));

    /// <summary>As GitHub makes them: small letters, hyphens for spaces, and otherwise only letters, digits and underscores.</summary>
    public static IEnumerable<string> AnchorsOf(string text) =>
        Headings()
            .Matches(Fences().Replace(text, ""))
            .Select(heading => NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<file>[^)#\s]*)(#(?<anchor>[^)\s]*))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
