namespace LlmHttpMetrics.Prometheus.Tests;

/// <summary>The public surface is what the file says. A change of it is approved by changing the file with it.</summary>
public sealed class PublicApiTests
{
    [Test]
    public void Surface_IsTheApprovedOne()
    {
        var approved = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "PublicApi.txt"));
        var actual = PublicSurface.Of(typeof(LlmPrometheusMetrics).Assembly);

        Assert.That(PublicSurface.Difference(approved, actual), Is.Empty, $"The whole surface:\n{actual}");
    }
}
