using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.AotSmoke;

/// <summary>Events in files: written, read, deleted by generated code alone.</summary>
internal static class EventLogSmoke
{
    private const int Calls = 5;

    public static async Task RunAsync(Checks checks)
    {
        var folder = Directory.CreateTempSubdirectory("llm-http-metrics-").FullName;
        await using var server = await MockProviderServer.StartAsync();
        var services = new ServiceCollection();
        services.AddLogging().AddLlmEventLogger();
        services.AddLlmEventLog(new ConfigurationBuilder().AddInMemoryCollection([new("Folder", folder), new("MaxFileAge", "01:00:00")]).Build());
        services.AddHttpClient("llm").AddLlmMonitoring(options =>
        {
            options.ContentCapture.Output = true;
            options.RecordDecisions = true;
            options.Enrich = context => context.Event!.Custom["answer"] = 42;
        });
        await using (var provider = services.BuildServiceProvider())
        {
            using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
            using (LlmCall.Begin(new LlmCallInfo { UserId = "one" }))
            {
                await new Conversation(http, server.BaseAddress).RunAsync();
            }

            await LlmMonitoring.FlushAsync();
            var read = await ReadAsync(folder);
            checks.Same("events in files", Calls, read.Count);
            checks.Same(
                "events in files, of one with its decisions, values and text",
                read.Count,
                read.Count(e => e.Decisions?.Framing is not null && e.Custom["answer"] is 42L && e.Content?.Output.Count > 0));
            var mine = read.Count(e => e.Call?.UserId == "one");
            checks.Same("events deleted", mine, (await provider.GetRequiredService<LlmEventLog>().DeleteAsync("one")).Events);
            checks.Same("events left", read.Count - mine, (await ReadAsync(folder)).Count);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<List<LlmEvent>> ReadAsync(string folder)
    {
        List<LlmEvent> events = [];
        await foreach (var e in new LlmEventReader().ReadAsync(folder))
        {
            events.Add(e);
        }

        return events;
    }
}
