using System.Text.RegularExpressions;
using LlmHttpMetrics.IntegrationTests.Readme;

namespace LlmHttpMetrics.Prometheus.Tests.Monitoring;

/// <summary>The guides of monitoring lead to each other's chapters, and those are there.</summary>
public sealed partial class LinkTests
{
    [TestCase("docs", "observability.md")]
    [TestCase("docs", "conventions.md")]
    [TestCase("samples/monitoring", "README.md")]
    public void Links_OfAGuide_LeadToAChapter(string folder, string guide)
    {
        var links = Links().Matches(Repository.Read($"{folder}/{guide}")).ToList();

        Assert.That(links, Is.Not.Empty);
        foreach (var link in links)
        {
            var (file, chapter) = (link.Groups["file"].Value, link.Groups["chapter"].Value);
            var path = Path.Combine(folder, file.Length == 0 ? guide : file);
            Assert.That(Repository.Has(path), link.Value);
            Assert.That(
                chapter.Length == 0 || Headings().Matches(Repository.Read(path)).Select(heading => Anchor(heading.Groups["text"].Value)).Contains(chapter),
                link.Value);
        }
    }

    /// <summary>As GitHub makes it: small letters, hyphens for spaces, and nothing but letters, digits and both.</summary>
    private static string Anchor(string heading) => NoPartOfAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<file>[^)#:\s]*)(#(?<chapter>[^)]*))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoPartOfAnchors();
}
