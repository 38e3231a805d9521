using LlmHttpMetrics.Tests.Calls.Costs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static LlmHttpMetrics.Tests.Calls.Costs.CostCalls;

namespace LlmHttpMetrics.Tests.Telemetry;

/// <summary>Finish reasons that no table knows.</summary>
public sealed class UnknownReasonsTests
{
    [Test]
    public async Task Reason_Unknown_IsCompletedAndLoggedOnce()
    {
        using CollectingLogger logger = new();
        var body = WireSamples.ChatAnswer.Replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"tired_of_it\"", StringComparison.Ordinal);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(body)), services: services => services.AddLogging(logging => logging.AddProvider(logger)));
        await SendAsync(client);
        await SendAsync(client);

        Assert.That(
            client.Recorder.Of(LlmInstrumentNames.Requests).Select(request => request.Has((LlmTagNames.Outcome, LlmOutcomes.Completed))),
            Is.EqualTo(new[] { true, true }));
        Assert.That(
            logger.Entries.Where(entry => entry.Text.Contains("tired_of_it", StringComparison.Ordinal)).Select(entry => entry.Text),
            Is.EqualTo(new[] { "The finish reason 'tired_of_it' of openai is not known; its calls count as completed. This is logged once." }));
    }

    [Test]
    public async Task Reason_OfATable_IsNotLogged([Values("stop", "length", "abort", "SAFETY", "7")] string reason)
    {
        using CollectingLogger logger = new();
        var body = WireSamples.ChatAnswer.Replace("\"finish_reason\":\"stop\"", $"\"finish_reason\":\"{reason}\"", StringComparison.Ordinal);
        await using MonitoredClient client = new(
            new StubHandler(_ => WireSamples.Trickle(body)), services: services => services.AddLogging(logging => logging.AddProvider(logger)));
        await SendAsync(client);

        Assert.That(logger.Entries.Where(entry => entry.Text.Contains("finish reason", StringComparison.Ordinal)), Is.Empty);
    }
}
