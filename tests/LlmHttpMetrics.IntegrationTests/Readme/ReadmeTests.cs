using System.Reflection;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The README and the guides say what is so.</summary>
internal sealed class ReadmeTests
{
    private static readonly string Text = Repository.Read("README.md");

    [Test]
    public void CodeBlocks_OfReadme_AreCompiled()
    {
        var compiled = Repository.ReadAll("tests/LlmHttpMetrics.IntegrationTests/Readme", "*Snippets.cs").SelectMany(CodeBlocks.OfSource).ToArray();

        Assert.That(compiled, Is.Not.Empty);
        Assert.That(CodeBlocks.OfMarkdown(Text), Is.EquivalentTo(compiled));
    }

    [Test]
    public void Options_AllOfThem_AreInTheTable()
    {
        foreach (var option in typeof(LlmMonitoringOptions).GetProperties())
        {
            Assert.That(Text, Does.Contain($"\n| `{option.Name}` |"));
        }
    }

    [Test]
    public void CommandLine_OfDotnetCounters_NamesTheMeters()
    {
        Assert.That(Text, Does.Contain($"\n    dotnet-counters monitor --name MyService --counters {LlmTelemetry.LiteMeterName}\n"));
        Assert.That(Text, Does.Contain($"`--counters {LlmTelemetry.MeterName} --maxHistograms"));
    }

    [Test]
    public void Outcomes_OfRequests_AreInTheTableByPrecedence()
    {
        var outcomes = Constants(typeof(LlmOutcomes)).Where(word => word != LlmOutcomes.Superseded).ToArray();
        var places = outcomes.Select(word => Text.IndexOf($"\n| `{word}` |", StringComparison.Ordinal)).ToArray();

        Assert.That(places, Has.All.GreaterThan(0));
        Assert.That(places, Is.Ordered);
    }

    [Test]
    public void Providers_AllOfThem_AreNamed()
    {
        var start = Text.IndexOf("## Providers", StringComparison.Ordinal);
        var section = Text[start..Text.IndexOf("\n## ", start, StringComparison.Ordinal)];

        foreach (var name in ProviderCatalogue.Names)
        {
            Assert.That(section, Does.Contain($"`{name}`"));
        }
    }

    [TestCase(typeof(LlmInstrumentNames))]
    [TestCase(typeof(LlmTagNames))]
    [TestCase(typeof(LlmOutcomes))]
    public void Names_AllOfThem_AreInTheReference(Type names)
    {
        var reference = Repository.Read("docs/metrics.md");

        foreach (var name in Constants(names))
        {
            Assert.That(reference, Does.Contain($"`{name}`"));
        }
    }

    private static IEnumerable<string> Constants(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
