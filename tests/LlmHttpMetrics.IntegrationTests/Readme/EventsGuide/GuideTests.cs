using System.Reflection;
using System.Text.Json.Serialization;
using LlmHttpMetrics.Events.Lines;

namespace LlmHttpMetrics.IntegrationTests.Readme.EventsGuide;

/// <summary>What docs/events.md says of names and settings is so.</summary>
internal sealed class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/events.md");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/EventsGuide/GuideCode.cs"))));

    [TestCase(typeof(EventLine))]
    [TestCase(typeof(CallLine))]
    [TestCase(typeof(CountLine))]
    [TestCase(typeof(PriceLine))]
    [TestCase(typeof(ContentLine))]
    [TestCase(typeof(LlmDecisions))]
    public void Names_OfALine_AreInTheGuide(Type line)
    {
        foreach (var name in line.GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).OfType<string>())
        {
            Assert.That(Guide, Does.Contain($"`{name}`"));
        }
    }

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
}
