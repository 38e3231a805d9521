namespace LlmHttpMetrics.SoakTests.Crash;

/// <summary>The short form of the crash.</summary>
[NonParallelizable]
public sealed class CrashTests
{
    private static readonly int Count = TestScale.Of(sample: 40_000, all: 100_000);

    [Test]
    public async Task Events_ThroughAKillInTheMiddle_AreNeitherLostNorTorn([Values] bool compress)
    {
        var folder = Directory.CreateTempSubdirectory("llm-http-metrics-").FullName;
        try
        {
            CrashRun run = new(folder, Count, compress);
            await run.RunAsync();

            TestContext.Out.WriteLine(CrashCommand.Describe(run, Count));
            Assert.That(run.Faults, Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
