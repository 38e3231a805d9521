using System.Text;
using System.Text.Json;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.MockProviders;

/// <summary>A fresh server and client for each test, and short ways to ask it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class MockServerFixture
{
    protected MockProviderServer Server { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected MockLedger Ledger => Server.Ledger;

    [SetUp]
    public async Task StartAsync()
    {
        Server = await MockProviderServer.StartAsync();
        Http = new HttpClient { BaseAddress = Server.BaseAddress, Timeout = HangGuard.Limit };
    }

    [TearDown]
    public async Task StopAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    protected Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.SendAsync(Ask.Post(path, json), HttpCompletionOption.ResponseHeadersRead);

    protected async Task<JsonElement> JsonAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    protected async Task<IReadOnlyList<StreamEvent>> StreamAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        return StreamEvent.Split(await response.Content.ReadAsStringAsync());
    }

    protected async Task<string> ReadUntilItEndsAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return await ReadAll.AsFarAsItGoesAsync(await response.Content.ReadAsStreamAsync());
    }

    protected static string Text(IEnumerable<StreamEvent> events, Func<JsonElement, string?> piece) =>
        string.Concat(events.Where(item => item.IsJson).Select(item => piece(item.Json)));

    protected static StringContent Content(string json) => new(json, Encoding.UTF8, "application/json");
}
