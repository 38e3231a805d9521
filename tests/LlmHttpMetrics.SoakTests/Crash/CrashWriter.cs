using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.SoakTests.Crash;

/// <summary>
/// The process that is killed: makes numbered calls through a monitored client whose events go to files, and reports which are confirmed.
/// </summary>
internal static class CrashWriter
{
    /// <summary>Calls between two flushes.</summary>
    private const int Batch = 2_000;

    private const string Answer =
        """{"id":"chatcmpl-1","model":"gpt-5-mini-2025-08-07","choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}],"usage":"""
            + """{"prompt_tokens":11,"completion_tokens":2,"total_tokens":13}}""";
    private const string Question = """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Are you there?"}]}""";

    /// <summary>The name of the tag that holds the number of a call.</summary>
    public const string Number = "n";

    /// <summary>How the process is started. Its output is the numbers that are confirmed.</summary>
    public static ProcessStartInfo Start(string folder, int first, int count, bool compress) => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [
            typeof(CrashWriter).Assembly.Location, "write-events", folder, first.ToString(CultureInfo.InvariantCulture),
            count.ToString(CultureInfo.InvariantCulture), compress.ToString(CultureInfo.InvariantCulture)
        ])
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    };

    public static async Task<int> RunAsync(string folder, int first, int count, bool compress)
    {
        ServiceCollection services = new();
        services.AddLlmEventLog(options =>
        {
            options.Folder = folder;
            options.MaxFileSize = 4 * 1024 * 1024;
            options.Compress = compress;
        });
        services.ConfigureLlmMonitoring(options => options.EventQueue.Wait = TimeSpan.FromMinutes(1));
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new Network())
            .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        for (var number = first; number < first + count; number++)
        {
            await CallAsync(http, number);
            if ((number + 1) % Batch == 0 || number + 1 == first + count)
            {
                await LlmMonitoring.FlushAsync();
                Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return 0;
    }

    private static async Task CallAsync(HttpClient http, int number)
    {
        using (LlmCall.Begin(new LlmCallInfo { Tags = new Dictionary<string, string> { [Number] = number.ToString(CultureInfo.InvariantCulture) } }))
        using (HttpRequestMessage request = new(HttpMethod.Post, "https://api.openai.com/v1/chat/completions") { Content = new StringContent(Question) })
        {
            (await http.SendAsync(request)).Dispose();
        }
    }

    private sealed class Network : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(Answer) });
    }
}
