using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Readme.EventsGuide;

/// <summary>What docs/events.md shows, compiled. Each region is one of its code blocks.</summary>
internal static class GuideCode
{
    public static void Sinks(IServiceCollection services)
    {
        #region snippet
        services.AddLlmEventLog("/var/log/my-service");       // files, one JSON object a line
        services.AddLlmEventLogger();                         // lines of ILogger, with fields
        services.AddSingleton<ILlmEventSink, UsageLog>();     // anything else
        #endregion
    }

    public static void Files(IServiceCollection services)
    {
        #region snippet
        services.AddLlmEventLog(options =>
        {
            options.Folder = "/var/log/my-service";
            options.RetainFor = TimeSpan.FromDays(7);
            options.Compress = true;
        });
        #endregion
    }

    public static async Task Read()
    {
        #region snippet
        LlmEventReader reader = new();
        await foreach (LlmEvent e in reader.ReadAsync("/var/log/my-service"))
        {
            Console.WriteLine($"{e.Timestamp:u} {e.Provider} {e.RequestModel} {e.Outcome} {e.Duration}");
        }

        Console.WriteLine($"{reader.Events} events, {reader.Skipped} lines that are none");
        #endregion
    }

    public static async Task<LlmEventDeletion> Delete(LlmEventLog log)
    {
        #region snippet
        LlmEventDeletion deletion = await log.DeleteAsync(userId: "user-815");
        #endregion
        return deletion;
    }
}
