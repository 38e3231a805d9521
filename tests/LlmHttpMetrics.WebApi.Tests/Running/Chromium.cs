using Microsoft.Playwright;

namespace LlmHttpMetrics.WebApi.Tests.Running;

/// <summary>A headless Chromium of this machine.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var path = Find();
        var playwright = await Playwright.CreateAsync();

        Assertions.SetDefaultExpectTimeout(HangGuard.Milliseconds);

        // As root, in a container, there is no sandbox to be had; what it opens is our own page.
        BrowserTypeLaunchOptions options = new() { ExecutablePath = path, Args = ["--no-sandbox"], Timeout = HangGuard.Milliseconds };
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(options));
    }

    /// <summary>Its path. Where it is not installed, the test is skipped, and fails in CI, which installs it.</summary>
    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var path = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail("There is no Chromium although this is CI.");
        }

        return path ?? throw new IgnoreException("There is no Chromium; it is in Debian's package chromium.");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
