using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Traffic;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>The figures that the mock providers send could be those of real ones: none of them is flagged.</summary>
public sealed class PlausibleFiguresTests
{
    /// <summary>Calls of the sample that are measured to their end, three of each kind, whose prompts have 3 to 60 words.</summary>
    private static readonly PlannedCall[] Calls =
    [
        .. CallPlan.Create(seed: 7)
            .Where(call => call.Scenario.Ending != CallEnding.TimeOut)
            .GroupBy(call => call.Scenario)
            .SelectMany(calls => calls.Take(3)),
    ];

    [Test]
    public async Task Figures_OfTheQuickStartsCalls_AreNotFlagged()
    {
        await using var server = await MockProviderServer.StartAsync();
        server.Reply(request => Scenarios.Of(request).Reply);
        CollectingSink sink = new();
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddSingleton<ILlmEventSink>(sink);
        services.AddLlmTokenizers();
        services.AddHttpClient(Clients.Patient).AddLlmMonitoring(options =>
        {
            // Local counts are compared with the figures that were sent, too.
            options.DefaultStrategy = LlmStrategies.Hybrid;
        });
        services.ConfigureLlmMonitoring(options => options.Learning.Enabled = true);
        await using var provider = services.BuildServiceProvider();
        using MeasurementRecorder recorder = new(provider);
        Caller caller = new(provider.GetRequiredService<IHttpClientFactory>(), server.BaseAddress);

        await Parallel.ForEachAsync(Calls, async (call, _) => await caller.SendAsync(call));
        await LlmMonitoring.FlushAsync();

        var flagged = sink.Events.Where(e => e.Anomalies.Count > 0)
            .Select(e => $"{string.Join(' ', e.Anomalies)}: {e.Operation} {e.RequestModel} {e.Tokens.Input}/{e.Tokens.Output}, ours {e.LocalTokens}");
        Assert.That(recorder.Of(LlmInstrumentNames.MeasurementAnomalies), Is.Empty, string.Join(Environment.NewLine, flagged));
        Assert.That(recorder.Of(LlmInstrumentNames.Requests), Has.Count.EqualTo(Calls.Length));
        Assert.That(recorder.Sum(LlmInstrumentNames.CachedTokens), Is.GreaterThan(10_000));
        Assert.That(sink.Events.Count(e => e.LocalTokens is not null), Is.GreaterThan(50), "so many calls were compared");
    }
}
