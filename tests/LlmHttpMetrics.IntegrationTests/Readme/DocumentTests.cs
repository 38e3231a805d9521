using System.Text.RegularExpressions;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The documents as a whole: how long the README is, and that every link leads somewhere.</summary>
internal sealed partial class DocumentTests
{
    private const int MaxWordsOfReadme = 1_300;

    private static readonly string[] Guides = [.. Repository.Files("docs", "*.md").Select(file => "docs/" + file)];
    private static readonly string[] Documents = ["README.md", "samples/monitoring/README.md", "samples/WebApi/README.md", .. Guides];
    private static readonly string[] Packages =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Folder, "src")).Select(folder => $"src/{Path.GetFileName(folder)}/README.md")];

    [Test]
    public void Readme_InWords_IsShort() =>
        Assert.That(Repository.Read("README.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThanOrEqualTo(MaxWordsOfReadme));

    [TestCaseSource(nameof(Documents))]
    public void Links_OfADocument_LeadToAFileAndAHeading(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        foreach (var link in DocumentLinks.Of(Repository.Read(document)).Where(link => !link.IsAbsolute))
        {
            var path = link.File.Length == 0 ? document : Path.Combine(folder, link.File);
            Assert.That(Repository.Has(path), Is.True, $"{document} links to {link.File}");
            Assert.That(
                link.Anchor.Length == 0 || DocumentLinks.AnchorsOf(Repository.Read(path)).Contains(link.Anchor),
                Is.True,
                $"{document} links to {link.File}#{link.Anchor}");
        }
    }

    [TestCaseSource(nameof(Guides))]
    public void Guide_InTheIndex_IsLinked(string guide)
    {
        var linked = DocumentLinks.Of(Repository.Read("docs/README.md")).Select(link => "docs/" + link.File);

        Assert.That(guide == "docs/README.md" || linked.Contains(guide), Is.True);
    }

    [TestCaseSource(nameof(Packages))]
    public void Links_OfAPackage_AreAbsoluteAndLeadToAFile(string readme)
    {
        var links = DocumentLinks.Of(Repository.Read(readme)).ToArray();

        Assert.That(links, Is.Not.Empty);
        foreach (var link in links)
        {
            Assert.That(link.IsAbsolute, Is.True, link.File);
            var own = OwnFile().Match(link.File);
            Assert.That(own.Success && Repository.Has(own.Groups["path"].Value), Is.True, link.File);
            Assert.That(
                link.Anchor.Length == 0 || DocumentLinks.AnchorsOf(Repository.Read(own.Groups["path"].Value)).Contains(link.Anchor),
                Is.True,
                $"{link.File}#{link.Anchor}");
        }
    }

    [GeneratedRegex(
        "^https://(github.com/LlmHttpMetrics/LlmHttpMetrics/blob|raw.githubusercontent.com/LlmHttpMetrics/LlmHttpMetrics)/main/(?<path>.+)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex OwnFile();
}
