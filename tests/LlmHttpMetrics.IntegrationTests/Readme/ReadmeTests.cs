using System.Reflection;
using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The README and the pages it was divided into match the library: their code compiles, their tables are complete.</summary>
internal sealed class ReadmeTests
{
    private const string Program = "samples/FirstCall/Program.cs";

    private static readonly string[] Introductions = ["README.md", "docs/getting-started.md", "docs/options.md", "docs/providers.md", .. Packages()];

    [Test]
    public void CodeBlocks_OfIntroductions_AreCompiled()
    {
        var compiled = Repository.ReadAll("tests/LlmHttpMetrics.IntegrationTests/Readme", "*Snippets.cs").SelectMany(CodeBlocks.OfSource)
            .Append(Repository.Read(Program).TrimEnd('\n')).ToArray();
        var shown = Introductions.SelectMany(document => CodeBlocks.OfMarkdown(Repository.Read(document))).Distinct();

        Assert.That(compiled, Is.Not.Empty);
        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public void Options_AllOfThem_AreInTheTable()
    {
        var text = Repository.Read("docs/options.md");
        foreach (var option in typeof(LlmMonitoringOptions).GetProperties())
        {
            Assert.That(text, Does.Contain($"\n| `{option.Name}` |"));
        }

        string[] shared =
        [
            .. typeof(LlmTagOptions).GetProperties().Select(option => $"{nameof(LlmSharedMonitoringOptions.Tags)}.{option.Name}"),
            .. typeof(LlmEventQueueOptions).GetProperties().Select(option => $"{nameof(LlmSharedMonitoringOptions.EventQueue)}.{option.Name}"),
            .. typeof(LlmSharedMonitoringOptions).GetProperties().Select(option => option.Name).Except(["Tags", "EventQueue"]),
        ];
        foreach (var option in shared)
        {
            Assert.That(text, Does.Contain($"\n| `{option}` |"));
        }
    }

    [TestCase("README.md")]
    [TestCase("docs/getting-started.md")]
    public void CommandLine_OfDotnetCounters_NamesTheMeters(string document)
    {
        var text = Repository.Read(document);

        Assert.That(text, Does.Contain($"\n    dotnet-counters monitor --name MyService --counters {LlmTelemetry.LiteMeterName}\n"));
        Assert.That(text, Does.Contain($"`--counters {LlmTelemetry.MeterName} --maxHistograms"));
    }

    [Test]
    public void Outcomes_OfRequests_AreInTheTableByPrecedence()
    {
        var text = Repository.Read("docs/outcomes.md");
        var outcomes = Constants(typeof(LlmOutcomes)).Where(word => word != LlmOutcomes.Superseded).ToArray();
        var places = outcomes.Select(word => text.IndexOf($"\n| `{word}` |", StringComparison.Ordinal)).ToArray();

        Assert.That(places, Has.All.GreaterThan(0));
        Assert.That(places, Is.Ordered);
    }

    [Test]
    public void Providers_AllOfThem_AreNamed()
    {
        var text = Repository.Read("docs/providers.md");
        var start = text.IndexOf("## Recognized by host", StringComparison.Ordinal);
        var section = text[start..text.IndexOf("\n## Operations", start, StringComparison.Ordinal)];

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

    private static IEnumerable<string> Packages() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Folder, "src"))
            .Select(folder => $"src/{Path.GetFileName(folder)}/README.md")
            .Where(Repository.Has);
}
