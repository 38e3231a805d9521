namespace LlmHttpMetrics.IntegrationTests.Readme.Guides;

/// <summary>What the short guides show is compiled, and what can be run is run.</summary>
internal sealed class GuideTests
{
    [TestCase("docs/testing.md", "TestingGuide.cs")]
    [TestCase("docs/tokenizers.md", "TokenizersGuide.cs")]
    public void CodeBlocks_OfTheGuide_AreCompiled(string guide, string code)
    {
        var compiled = CodeBlocks.OfSource(Repository.Read("tests/LlmHttpMetrics.IntegrationTests/Readme/Guides/" + code)).ToArray();

        Assert.That(compiled, Is.Not.Empty);
        Assert.That(CodeBlocks.OfMarkdown(Repository.Read(guide)), Is.EquivalentTo(compiled));
    }

    [Test]
    public async Task TestOfTheGuide_OfAService_Passes() => await TestingGuide.CompareAsync();

    [Test]
    public void Links_BetweenDocuments_LeadSomewhere() => Assert.Multiple(() =>
    {
        foreach (var guide in Repository.Files("docs", "*.md"))
        {
            foreach (var link in CodeBlocks.LinksOf(Repository.Read("docs/" + guide)))
            {
                Assert.That(Repository.Has("docs/" + link), Is.True, $"{guide} leads to {link}");
            }
        }
    });
}
