using LlmHttpMetrics.Providers.Catalogue;

namespace LlmHttpMetrics.Tests.Providers.Catalogue;

/// <summary>Ends of paths with placeholders for segments and for the model's name.</summary>
public sealed class PathTemplateTests
{
    [TestCase("/v2/generate", ExpectedResult = true)]
    [TestCase("/", ExpectedResult = true)]
    [TestCase("/v2/generate/", ExpectedResult = true)]
    [TestCase("/accounts/*/run/{model}", ExpectedResult = true)]
    [TestCase("/models/{model}:run", ExpectedResult = true)]
    [TestCase("", ExpectedResult = false)]
    [TestCase("v2/generate", ExpectedResult = false)]
    [TestCase("https://llm.acme.example/v2", ExpectedResult = false)]
    [TestCase("/v2/generate?stream=true", ExpectedResult = false)]
    [TestCase("/v2/gen erate", ExpectedResult = false)]
    [TestCase("/v*/generate", ExpectedResult = false)]
    [TestCase("/{id}/generate", ExpectedResult = false)]
    [TestCase("/{model}/{model}", ExpectedResult = false)]
    public bool IsValid_OfAPathEnd_TellsWhatIsAllowed(string pathEnd) => PathTemplate.IsValid(pathEnd);

    [TestCase("/accounts/7/run/m-1", "/accounts/*/run/{model}", "m-1")]
    [TestCase("/accounts/7/RUN/org%2Fm-1", "/run/{model}", "org/m-1")]
    [TestCase("/v1/models/m-1:run", "/models/{model}:run", "m-1")]
    [TestCase("/v1/models/run-m-1:run", "/models/run-{model}:run", "m-1")]
    [TestCase("/v1/models/m-1%3Arun", "/models/{model}:run", "m-1")]
    [TestCase("/a/b", "/*/b", null)]
    public void Fits_PathsThatEndSo_GiveTheModel(string path, string pathEnd, string? model)
    {
        Assert.That(new PathTemplate(pathEnd).Fits(Segments(path), out var found), Is.True);
        Assert.That(found, Is.EqualTo(model));
    }

    [TestCase("/run/m-1", "/accounts/*/run/{model}")]
    [TestCase("/models/:run", "/models/{model}:run")]
    [TestCase("/models/m-1:stop", "/models/{model}:run")]
    [TestCase("/models/m-1:run/x", "/models/{model}:run")]
    public void Fits_OtherPaths_IsFalse(string path, string pathEnd) => Assert.That(new PathTemplate(pathEnd).Fits(Segments(path), out _), Is.False);

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
