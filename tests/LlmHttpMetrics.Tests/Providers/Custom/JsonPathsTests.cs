using LlmHttpMetrics.CustomProviders;

namespace LlmHttpMetrics.Tests.Providers.Custom;

/// <summary>Paths are written as one string or as a list.</summary>
public sealed class JsonPathsTests
{
    [Test]
    public void Paths_OfAString_AreThatOne()
    {
        CustomResponse response = new() { Text = "output.text" };

        Assert.That(response.Text, Is.EqualTo(new[] { "output.text" }));
    }

    [Test]
    public void Paths_OfAList_AreThose()
    {
        CustomResponse response = new() { Text = ["a", "b[*]"] };

        Assert.That(response.Text, Is.EqualTo(new[] { "a", "b[*]" }));
    }
}
