using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Interception.Upstream;

/// <summary>One log line per other instrumentation whose figures would be added to the library's.</summary>
public sealed class NeighbourLogTests
{
    [Test]
    public async Task Neighbour_UnderRecord_IsNamedOnce()
    {
        using OtherInstrumentation first = new("First.Neighbour");
        using OtherInstrumentation second = new("Second.Neighbour");
        CollectingLogger logger = new();
        await using var client = Client(logger, WhenAlreadyMeasured.Record);

        for (var i = 0; i < 3; i++)
        {
            await CallAsync(client, first);
            await CallAsync(client, second);
        }

        Assert.That(Lines(logger, "First.Neighbour"), Has.Length.EqualTo(1).And.All.Contains("'llm'").And.All.Contains("WhenAlreadyMeasured"));
        Assert.That(Lines(logger, "Second.Neighbour"), Has.Length.EqualTo(1));
        Assert.That(client.Recorder.Sum("llm.requests"), Is.EqualTo(6));
    }

    [Test]
    public async Task Neighbour_ThatNothingTraces_IsNamedByItsMeterAndNotListenedTo([Values] bool notSampled)
    {
        using OtherInstrumentation other = new("Untraced.Neighbour", sampling: null);
        using var above = notSampled ? new Activity("above").Start() : null;
        CollectingLogger logger = new();
        await using var client = Client(logger, WhenAlreadyMeasured.Record);

        await CallAsync(client, other);
        await CallAsync(client, other);

        Assert.That(Lines(logger, "Untraced.Neighbour"), Has.Length.EqualTo(1));
        Assert.That(other.Duration!.Enabled, Is.False);
    }

    [Test]
    public async Task Neighbour_ThatComesLater_IsNoticed()
    {
        CollectingLogger logger = new();
        await using var client = Client(logger, WhenAlreadyMeasured.Record);
        await WhenAlreadyMeasuredTests.CallAsync(client);

        using OtherInstrumentation other = new("Later.Neighbour", sampling: null);
        await WhenAlreadyMeasuredTests.CallAsync(client);

        Assert.That(Lines(logger, "Later.Neighbour"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Meter_OfCallsThatAreTraced_IsNotSuspected()
    {
        using OtherInstrumentation other = new("Elsewhere.Neighbour", sampling: null);
        using ActivityRecorder spans = new();
        spans.Caller.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        CollectingLogger logger = new();
        await using var client = Client(logger, WhenAlreadyMeasured.Record);

        await WhenAlreadyMeasuredTests.CallAsync(client);

        Assert.That(Lines(logger, "Elsewhere.Neighbour"), Is.Empty);
    }

    [TestCase(WhenAlreadyMeasured.SkipStandard)]
    [TestCase(WhenAlreadyMeasured.Enrich)]
    public async Task Neighbour_ThatIsProvidedFor_IsNotLogged(WhenAlreadyMeasured mode)
    {
        using OtherInstrumentation other = new("Settled.Neighbour");
        CollectingLogger logger = new();
        await using var client = Client(logger, mode);

        await CallAsync(client, other);

        Assert.That(Lines(logger, "Settled.Neighbour"), Is.Empty);
    }

    [Test]
    public async Task Log_ThatThrows_CostsNothingButTheLine()
    {
        using OtherInstrumentation other = new("Loud.Neighbour");
        await using var client = WhenAlreadyMeasuredTests.Client(
            WhenAlreadyMeasured.Record, services: services => services.AddLogging(logging => logging.AddProvider(new ThrowingLogger())));

        await CallAsync(client, other);

        Assert.That(client.Recorder.Sum("llm.requests"), Is.EqualTo(1));
        Assert.That(client.Recorder.Sum("llm.measurement.failures", (LlmTagNames.Stage, "logger")), Is.EqualTo(1));
    }

    private static MonitoredClient Client(CollectingLogger logger, WhenAlreadyMeasured mode) =>
        WhenAlreadyMeasuredTests.Client(mode, services: services => services.AddLogging(logging => logging.AddProvider(logger)));

    private static async Task CallAsync(MonitoredClient client, OtherInstrumentation other)
    {
        using (other.Begin())
        {
            await WhenAlreadyMeasuredTests.CallAsync(client);
        }
    }

    private static string[] Lines(CollectingLogger logger, string neighbour) =>
        [.. logger.Entries.Where(entry => entry.Level == LogLevel.Information && entry.Text.Contains($"'{neighbour}'", StringComparison.Ordinal)).Select(
            entry => entry.Text)];
}
