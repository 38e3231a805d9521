using LlmHttpMetrics.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmHttpMetrics.IntegrationTests.Readme.CountEndpointsGuide;

/// <summary>What docs/count-endpoints.md shows and names is so.</summary>
internal sealed class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/count-endpoints.md");

    [Test]
    public void CodeBlocks_OfTheGuide_AreCompiled() => Assert.That(
        CodeBlocks.OfMarkdown(Guide),
        Is.EquivalentTo(CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/CountEndpointsGuide/GuideCode.cs"))));

    [Test]
    public void Registration_OfEachProvider_AddsUp()
    {
        ServiceCollection services = new();
        GuideCode.Anthropic(services, "key");
        GuideCode.OpenAi(services, "key");
        GuideCode.Gemini(services, "key");
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<LlmCountEndpointsOptions>>().Value;

        Assert.That(
            (options.Anthropic.HttpClientName, options.OpenAi.HttpClientName, options.Gemini.HttpClientName),
            Is.EqualTo(("anthropic-count", "openai-count", "gemini-count")));
    }

    [Test]
    public void Settings_AllOfThem_AreInTheGuide()
    {
        foreach (var setting in typeof(LlmCountEndpointsOptions).GetProperties().Concat(typeof(LlmCountEndpoint).GetProperties()))
        {
            Assert.That(Guide, Does.Contain($"`{setting.Name}`"));
        }
    }

    [TestCase(FallbackReasons.CountApiFailed)]
    [TestCase(FallbackReasons.CountApiTimeout)]
    [TestCase(FallbackReasons.CountApiLimited)]
    [TestCase(FallbackReasons.CountApiImplausible)]
    [TestCase(FallbackReasons.CountApiUnsuitable)]
    [TestCase(FallbackReasons.TextTooLong)]
    public void Reasons_AllOfThem_AreInTheGuide(string reason) => Assert.That(Guide, Does.Contain($"\n| `{reason}` |"));
}
