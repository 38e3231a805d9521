using System.Diagnostics;
using System.Text.Json;

namespace LlmHttpMetrics.IntegrationTests.Diagnostics;

/// <summary>Another process that makes monitored calls on request, and reports what its server has served.</summary>
internal sealed class WatchedService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = HangGuard.Limit;

    private readonly Process _process;

    private WatchedService(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<WatchedService> StartAsync()
    {
        var assembly = Path.Combine(TestContext.CurrentContext.TestDirectory, "LlmHttpMetrics.WatchedService.dll");
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false
        };
        WatchedService service = new(Process.Start(start)!);
        Assert.That(await service.ReadLineAsync(), Is.EqualTo("ready"));
        return service;
    }

    /// <summary>Has it make a round of calls.</summary>
    /// <returns>What its server has served up to now.</returns>
    public async Task<IReadOnlyDictionary<string, long>> RunAsync()
    {
        await _process.StandardInput.WriteLineAsync("run");
        return JsonSerializer.Deserialize<Dictionary<string, long>>((await ReadLineAsync())!)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        return await _process.StandardOutput.ReadLineAsync(limit.Token);
    }
}
