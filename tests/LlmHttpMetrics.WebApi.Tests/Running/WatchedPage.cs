using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace LlmHttpMetrics.WebApi.Tests.Running;

/// <summary>The live page in a browser, and all that went wrong in it.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _hosts = new();

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _faults.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Dialog += (_, dialog) =>
        {
            _faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => _hosts.Enqueue(new Uri(request.Url).Scheme == "data" ? "data" : new Uri(request.Url).Authority);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of: errors, warnings, dialogs.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>The hosts that were asked for something.</summary>
    public IEnumerable<string> Hosts => _hosts.Distinct();

    public ILocator this[string selector] => Page.Locator(selector);

    /// <param name="chromium">The browser.</param>
    /// <param name="address">The page.</param>
    /// <param name="width">Of its window.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="answer">Stands in place of the first that the service answers at <c>/stats</c>; there is no second then.</param>
    public static async Task<WatchedPage> OpenAsync(
        Chromium chromium,
        Uri address,
        int width = 1280,
        ColorScheme scheme = ColorScheme.Light,
        JsonObject? answer = null)
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        context.SetDefaultTimeout(HangGuard.Milliseconds);

        // The page gives up on an answer after some seconds, which on a busy machine are not enough.
        await context.AddInitScriptAsync("AbortSignal.timeout = () => new AbortController().signal;");
        WatchedPage watched = new(context, await context.NewPageAsync());
        if (answer is not null)
        {
            var asked = 0;
            await watched.Page.RouteAsync(
                "**/stats*",
                route => ++asked == 1 ? route.FulfillAsync(new() { ContentType = "application/json", Body = answer.ToJsonString() }) : Task.CompletedTask);
        }

        await watched.Page.GotoAsync(address.ToString());
        await Assertions.Expect(watched["#state"]).ToHaveTextAsync("Live");
        return watched;
    }

    public async Task<string> TextAsync(string selector) => (await this[selector].InnerTextAsync()).Trim();

    /// <summary>The cells of a table, row by row, each by its label; the name of the row by the empty one.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> RowsAsync(string body)
    {
        List<IReadOnlyDictionary<string, string>> rows = [];
        foreach (var row in await this[$"{body} tr"].AllAsync())
        {
            Dictionary<string, string> cells = new() { [""] = await row.Locator("th").InnerTextAsync() };
            foreach (var cell in await row.Locator("td").AllAsync())
            {
                cells.Add((await cell.GetAttributeAsync("data-label"))!, await cell.InnerTextAsync());
            }

            rows.Add(cells);
        }

        return rows;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
