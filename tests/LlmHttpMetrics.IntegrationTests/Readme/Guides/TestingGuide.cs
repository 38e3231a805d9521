using System.Diagnostics.Metrics;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.Guides;

/// <summary>The test that docs/testing.md shows.</summary>
internal static class TestingGuide
{
    public static async Task CompareAsync()
    {
        #region snippet
        await using var server = await MockProviderServer.StartAsync();
        server.Reply(new MockReply { Text = "Hello.", InputTokens = 12, OutputTokens = 2 });

        var services = new ServiceCollection().AddMetrics();
        services.AddHttpClient("llm", client => client.BaseAddress = server.BaseAddress).AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();

        var tokens = 0L;
        var meters = provider.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == LlmInstrumentNames.Tokens && instrument.Meter.Scope == meters)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref tokens, value));
        listener.Start();

        await CallYourServiceAsync(provider);
        var served = server.Ledger.TotalTokens();
        Assert.That(tokens, Is.EqualTo(served.Input + served.Output));
        #endregion
        Assert.That(tokens, Is.EqualTo(14));
    }

    private static async Task CallYourServiceAsync(IServiceProvider provider)
    {
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        using var response = await client.SendAsync(Ask.Post(Ask.ChatPath, Ask.Chat));
    }
}
