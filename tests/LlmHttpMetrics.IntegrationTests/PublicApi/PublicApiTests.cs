using LlmHttpMetrics.IntegrationTests.Readme;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.PublicApi;

/// <summary>What users rely on changes only together with the approved text beside this test.</summary>
internal sealed class PublicApiTests
{
    private const string Folder = "tests/LlmHttpMetrics.IntegrationTests/PublicApi";

    [TestCase(typeof(LlmMonitoring))]
    [TestCase(typeof(MockProviderServer))]
    public void PublicApi_OfLibrary_IsAsApproved(Type member)
    {
        var name = member.Assembly.GetName().Name;
        var actual = ApiText.Of(member.Assembly);
        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, name + ".received.txt");
        File.WriteAllLines(received, actual);

        var approved = Repository.Read($"{Folder}/{name}.txt").TrimEnd('\n').Split('\n');

        Assert.That(actual, Is.EqualTo(approved), $"If the change is wanted, copy {received} to {Folder}/{name}.txt.");
    }
}
