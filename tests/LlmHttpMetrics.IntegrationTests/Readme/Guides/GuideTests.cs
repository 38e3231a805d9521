namespace LlmHttpMetrics.IntegrationTests.Readme.Guides;

/// <summary>The code of the short guides compiles, and runs where it can.</summary>
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
}
