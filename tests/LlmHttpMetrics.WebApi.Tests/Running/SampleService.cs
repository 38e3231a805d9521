using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LlmHttpMetrics.WebApi.Tests.Running;

/// <summary>The sample, running on the loopback until it is disposed of.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    private const string AddressLine = "Live page  ";

    /// <summary>The names of its clients.</summary>
    private static readonly string[] Providers = ["openai", "anthropic", "gemini", "mistral", "house"];

    private static readonly TimeSpan Patience = HangGuard.Limit;

    private readonly Process _process;

    private SampleService(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = HangGuard.Limit };
    }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    /// <param name="calls">How many calls its own traffic makes.</param>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="more">More arguments.</param>
    public static async Task<SampleService> StartAsync(int calls = 0, int port = 0, params string[] more)
    {
        string[] traffic = calls == 0 ? ["--Traffic:CallsPerSecond=0"] : ["--Traffic:CallsPerSecond=200", $"--Traffic:MaxCalls={calls}"];
        var patient = Providers.Select(provider => $"--LlmMonitoring:{provider}:Performance:TokenizationTimeoutMs=60000");
        var process = SampleProcess.Start(["--urls", $"http://127.0.0.1:{port}", .. traffic, .. patient, .. more]);
        try
        {
            SampleService service = new(process, await AddressAsync(process));
            if (calls > 0)
            {
                await service.SettleAsync(calls);
            }

            return service;
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public async Task<JsonObject> StatsAsync(long after = 0) => (await JsonAsync($"stats?after={after}")).AsObject();

    public async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>The sum of the samples of a family on the page for Prometheus that have all of some labels.</summary>
    public async Task<double> MetricAsync(string sample, params string[] labels)
    {
        var page = await Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        return page.Split('\n')
            .Where(line => line.StartsWith(sample + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until that many calls have ended, the server knows of them all, and a further look finds nothing new.</summary>
    public async Task SettleAsync(int calls)
    {
        using CancellationTokenSource limit = new(Patience);
        var before = "";
        while (true)
        {
            var now = (await StatsAsync())["sinceStart"]!;
            var ledger = await JsonAsync("ledger");
            if ((long)now["requests"]! == calls && (long)ledger["requests"]! == calls && before == now.ToJsonString())
            {
                return;
            }

            before = now.ToJsonString();
            await Task.Delay(250, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Where it says that it is. What else it says is read, lest it wait for a reader.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        TaskCompletionSource<Uri> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConcurrentQueue<string> said = new();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => told.TrySetException(new InvalidOperationException(string.Join('\n', said)));
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(AddressLine, StringComparison.Ordinal))
            {
                told.TrySetResult(new Uri(text[AddressLine.Length..].Split(' ')[0]));
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return await told.Task.WaitAsync(Patience);
    }
}
