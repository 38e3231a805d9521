using LlmHttpMetrics.SoakTests.Script;
using LlmHttpMetrics.SoakTests.Traffic;

namespace LlmHttpMetrics.SoakTests;

/// <summary>The short form of the soak.</summary>
[NonParallelizable]
public sealed class SoakTests
{
    private const int Streams = 400;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    [Test]
    public async Task Streams_OfAllEndings_AreCountedAsServedAndLeaveNothing([Values] bool http2)
    {
        await using var soak = await Soak.StartAsync(Streams, seed: 4, http2);

        var round = await soak.RunAsync(Length);

        TestContext.Out.WriteLine(round);
        Assert.That(round.Differences, Is.Empty);
        Assert.That((round.Alive, round.BuffersOut, round.Failures), Is.EqualTo((0, 0L, 0L)));
        Assert.That(round.Endings.Keys, Is.EquivalentTo(Enum.GetNames<StreamEnding>()), "every ending occurred");
        Assert.That(round.MostOpen, Is.EqualTo(Streams));
    }

    [Test]
    public async Task Streams_WhileListenersComeAndGoAndCollectionsAreForced_AreCountedAsServed([Values] bool http2)
    {
        await using var soak = await Soak.StartAsync(streams: 16, seed: 5, http2);
        await using var disturbance = Disturbance.Start();

        var round = await soak.RunAsync(Length);

        TestContext.Out.WriteLine(round);
        Assert.That(round.Differences, Is.Empty);
        Assert.That(round.Failures, Is.Zero);
        Assert.That(disturbance.Heard, Is.Positive);
    }

    [TestCase("--streams", "0", "--streams is 0; it must be 1 to 10000.")]
    [TestCase("--minutes", "-0.5", "--minutes is -0.5; it must be more than 0 and at most 1440.")]
    public void CommandLine_WrongValue_SaysWhatIsAllowed(string name, string value, string message) =>
        Assert.That(CommandLine.Create().Parse([name, value]).Errors.Select(error => error.Message), Is.EqualTo(new[] { message }));
}
