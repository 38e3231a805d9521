using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>A mock provider that answers without usage and counts when asked, and a monitored client that has it do so.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CollectingSink _sink = new();
    private readonly HttpClient _http;

    private CountingServer(MockProviderServer server, Uri endpoint, string provider, Action<LlmCountEndpointsOptions>? limits)
    {
        Server = server;
        ServiceCollection services = new();
        services.AddSingleton<ILlmEventSink>(_sink);
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(CollectingLogger.SearchOurs);
        services.AddHttpClient("counter", client => client.DefaultRequestHeaders.Add("x-api-key", "own"));
        services.AddLlmCountEndpoints(options =>
        {
            options.Anthropic.HttpClientName = options.OpenAi.HttpClientName = options.Gemini.HttpClientName = "counter";
            options.Anthropic.BaseAddress = endpoint;
            options.OpenAi.BaseAddress = new Uri(endpoint, "v1/");
            options.Gemini.BaseAddress = new Uri(endpoint, "v1beta/");
            limits?.Invoke(options);
        });

        // The counter is monitored too.
        services.ConfigureHttpClientDefaults(defaults => defaults.AddLlmMonitoring(options => options.Provider = provider));
        _services = services.BuildServiceProvider();
        _http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        _http.BaseAddress = server.BaseAddress;
        foreach (var (name, value) in Canary.RequestHeaders)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    public MockProviderServer Server { get; }

    /// <summary>The monitoring's clock, by which the endpoint's time runs out.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>What was asked of the endpoint.</summary>
    public IEnumerable<LedgerEntry> Counts => Server.Ledger.Entries.Where(entry => entry.Operation == MockOperation.CountTokens);

    public static async Task<CountingServer> StartAsync(string provider, Uri? endpoint = null, Action<LlmCountEndpointsOptions>? limits = null)
    {
        var server = await MockProviderServer.StartAsync();
        server.When(request => request.Operation == MockOperation.CountTokens, new MockReply { InputTokens = 42 });
        server.Reply(new MockReply { Text = "Hello there, my friend", SendUsage = SendUsage.Never });
        return new CountingServer(server, endpoint ?? server.BaseAddress, provider, limits);
    }

    /// <summary>Makes one call, reads its answer, and waits for its event.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="json">What is sent.</param>
    /// <param name="beforeTheEvent">What is done before the event is waited for.</param>
    public async Task<LlmEvent> CallAsync(string path, string json, Func<Task>? beforeTheEvent = null)
    {
        using (var response = await _http.SendAsync(Ask.Post(path, json), HttpCompletionOption.ResponseHeadersRead))
        {
            await response.Content.CopyToAsync(Stream.Null);
        }

        await (beforeTheEvent?.Invoke() ?? Task.CompletedTask);
        await LlmMonitoring.FlushAsync();
        return _sink.Only;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
