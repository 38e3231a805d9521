using System.Diagnostics;

namespace LlmHttpMetrics.IntegrationTests.Readme;

/// <summary>The program of the README prints what the README says that it prints.</summary>
internal sealed class FirstCallTests
{
    [Test]
    public async Task Program_OfTheReadme_PrintsTheLineShown()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "FirstCall.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero, await error);
        Assert.That(Repository.Read("README.md"), Does.Contain($"\n    {(await output).TrimEnd()}\n"));
    }
}
