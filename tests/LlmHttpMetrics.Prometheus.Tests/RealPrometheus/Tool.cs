using System.Diagnostics;

namespace LlmHttpMetrics.Prometheus.Tests.RealPrometheus;

/// <summary>A program of Prometheus' on this machine.</summary>
internal static class Tool
{
    private static readonly TimeSpan MostOfARun = HangGuard.Limit;

    /// <summary>Its path. Where it is not installed, the test is skipped, and fails in CI, which installs it.</summary>
    public static string Find(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"There is no {name} although this is CI.");
        }

        return path ?? throw new IgnoreException($"There is no {name}; it is in Debian's packages prometheus and prometheus-pushgateway.");
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code, and all that it has said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string name, string input, params string[] arguments)
    {
        using var process = Start(name, arguments);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using CancellationTokenSource limit = new(MostOfARun);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, string.Concat(await said));
    }

    public static Process Start(string name, params string[] arguments) => Process.Start(new ProcessStartInfo(Find(name), arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
