using System.Reflection;

namespace LlmHttpMetrics.Tests;

/// <summary>The public surface is what the files say. A change of it is approved by changing the file with it.</summary>
public sealed class PublicApiTests
{
    private static readonly TestCaseData[] Assemblies =
    [
        new TestCaseData(typeof(LlmMonitoring).Assembly, "PublicApi.txt").SetArgDisplayNames("core"),
        new TestCaseData(typeof(LlmStatistics).Assembly, "PublicApi.Insights.txt").SetArgDisplayNames("Insights"),
        new TestCaseData(typeof(LlmEventLog).Assembly, "PublicApi.EventLog.txt").SetArgDisplayNames("EventLog"),
    ];

    [TestCaseSource(nameof(Assemblies))]
    public void Surface_IsTheApprovedOne(Assembly assembly, string file)
    {
        var approved = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, file));
        var actual = PublicSurface.Of(assembly);

        Assert.That(PublicSurface.Difference(approved, actual), Is.Empty, $"The whole surface:\n{actual}");
    }
}
