using System.Text.Json;
using System.Text.RegularExpressions;
using LlmHttpMetrics.Events.Lines;

namespace LlmHttpMetrics.IntegrationTests.Readme.EventsGuide;

/// <summary>What docs/events.md says of names and settings is so.</summary>
internal sealed partial class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/events.md");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/EventsGuide/GuideCode.cs"))));

    [Test]
    public void Fields_OfTheGuide_AreThoseOfALineInTheirOrder() =>
        Assert.That(Section("Fields").Select(row => row.Name), Is.EqualTo(LineFormat.Full.EventNames.Prepend("version")));

    [Test]
    public void Fields_OfAmendments_AreInTheGuide()
    {
        var text = Guide[Guide.IndexOf("## Amendments", StringComparison.Ordinal)..Guide.IndexOf("## Version 1", StringComparison.Ordinal)];
        foreach (var name in LineFormat.Full.AmendmentNames.Where(name => !name.StartsWith("usage_", StringComparison.Ordinal)))
        {
            Assert.That(text, Does.Contain($"`{name}`"));
        }
    }

    [TestCase(typeof(LlmDecisions))]
    [TestCase(typeof(LlmCostParts))]
    public void Names_OfObjectsInALine_AreInTheGuide(Type part)
    {
        foreach (var property in part.GetProperties())
        {
            Assert.That(Guide, Does.Contain($"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}`"));
        }
    }

    [TestCase(typeof(LlmTokens), "Tokens")]
    [TestCase(typeof(LlmCallInfo), "Call")]
    public void Properties_OfWhatStandsBesideTheEvents_AreInTheTable(Type part, string property) =>
        Assert.That(Section("Fields").Select(row => row.Property), Is.SupersetOf(part.GetProperties().Select(member => $"{property}.{member.Name}")));

    [Test]
    public void Properties_OfEvents_AreInTheGuide()
    {
        foreach (var property in typeof(LlmEvent).GetProperties())
        {
            Assert.That(Guide, Does.Contain($"`{property.Name}`"));
        }
    }

    [TestCase(typeof(LlmEventLogOptions))]
    [TestCase(typeof(LlmEventSamplingOptions))]
    [TestCase(typeof(LlmContentCaptureOptions))]
    public void Settings_AllOfThem_AreInTheTables(Type options)
    {
        foreach (var option in options.GetProperties())
        {
            Assert.That(Guide, Does.Contain($"\n| `{option.Name}` |"));
        }
    }

    /// <summary>The rows of a table under a heading: the name, and the property that it is made of.</summary>
    private static IEnumerable<(string Name, string Property)> Section(string heading)
    {
        var from = Guide.IndexOf($"\n## {heading}\n", StringComparison.Ordinal) + 1;
        return Rows().Matches(Guide[from..Guide.IndexOf("\n## ", from, StringComparison.Ordinal)])
            .Select(row => (row.Groups["name"].Value, row.Groups["property"].Value));
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| `?(?<property>[\w.]*)`? ?\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
