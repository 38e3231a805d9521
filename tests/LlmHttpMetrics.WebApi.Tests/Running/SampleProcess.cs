using System.Diagnostics;

namespace LlmHttpMetrics.WebApi.Tests.Running;

/// <summary>The sample as its user starts it: a process of its own.</summary>
internal static class SampleProcess
{
    private static readonly TimeSpan Patience = HangGuard.Limit;

    public static Process Start(params string[] arguments)
    {
        var program = Path.Combine(TestContext.CurrentContext.TestDirectory, "WebApi.dll");
        return Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Said, string Complained)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using CancellationTokenSource limit = new(Patience);
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complained = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await said, await complained);
        }
        finally
        {
            process.Kill();
        }
    }
}
