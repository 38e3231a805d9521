using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>A server of Prometheus' that runs on the loopback, with a folder of its own, until it is disposed of.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private static readonly TimeSpan MostOfAStart = HangGuard.Limit;

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private RunningTool(DirectoryInfo folder, Process process, Uri address)
    {
        _folder = folder;
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = HangGuard.Limit };
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments, by its folder and address.</param>
    public static async Task<RunningTool> StartAsync(string name, Func<string, string, string[]> arguments)
    {
        Tool.Find(name);
        var folder = Directory.CreateTempSubdirectory(name);
        var address = $"127.0.0.1:{FreePort()}";
        RunningTool running = new(folder, Tool.Start(name, arguments(folder.FullName, address)), new Uri($"http://{address}"));
        await running.WaitAsync(async () =>
        {
            try
            {
                using var response = await running.Http.GetAsync("-/ready");
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return running;
    }

    /// <summary>Waits until something is so that the other process does in its own time.</summary>
    public async Task WaitAsync(Func<Task<bool>> isSo)
    {
        using CancellationTokenSource limit = new(MostOfAStart);
        while (!await isSo())
        {
            if (_process.HasExited || limit.IsCancellationRequested)
            {
                Assert.Fail($"It {(_process.HasExited ? "has ended" : "does not come to it")}:\n{string.Join('\n', _said)}");
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A port below those that systems give to connections by themselves, so that it is still free when it is listened to.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // It is in use.
            }
        }
    }
}
