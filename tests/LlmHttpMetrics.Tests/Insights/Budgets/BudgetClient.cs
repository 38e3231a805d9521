using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>A monitored client whose every answered call costs one dollar, with budgets.</summary>
internal sealed class BudgetClient : IAsyncDisposable
{
    public BudgetClient(
        Action<LlmBudget> configure, StubHandler? network = null, Action<LlmMonitoringOptions>? options = null, Action<IHttpClientBuilder>? client = null,
        Action<LlmSharedMonitoringOptions>? shared = null)
    {
        Network = network ?? new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer));
        LlmBudget budget = new() { Name = "b", Amount = 2, Period = LlmBudgetPeriod.Day };
        configure(budget);
        Client = new MonitoredClient(
            Network,
            options,
            client,
            services =>
            {
                services.AddLogging(logging => logging.AddProvider(Log));
                services.AddLlmBudgets(budgets => budgets.Budgets.Add(budget));
            },
            shared: monitoring =>
            {
                monitoring.Pricing.EmbeddedTable = false;
                monitoring.Pricing.Prices.Add(new LlmPrice { Provider = "*", Model = "*", Currency = "USD", Request = 1, Source = "test" });
                shared?.Invoke(monitoring);
            });
    }

    public StubHandler Network { get; }

    public CollectingLogger Log { get; } = new();

    public MonitoredClient Client { get; }

    public LlmBudgetStatus Status => Client.Services.GetRequiredService<LlmBudgets>().Snapshot().Single();

    /// <summary>Spends all there is.</summary>
    public async Task SpendAsync()
    {
        await SendAsync();
        await SendAsync();
    }

    public Task SendAsync(string url = WireSamples.OpenAiChat, string json = WireSamples.ChatRequest, LlmCallInfo? scope = null) =>
        SendAsync(WireSamples.Post(url, json), scope);

    public async Task SendAsync(HttpRequestMessage request, LlmCallInfo? scope = null)
    {
        using var open = scope is null ? null : LlmCall.Begin(scope);
        using var response = await Client.Http.SendAsync(request);
    }

    /// <summary>Whether a call is refused; it is not sent then.</summary>
    public async Task<bool> IsRefusedAsync(HttpRequestMessage request, LlmCallInfo? scope = null)
    {
        var sends = Network.Sends;
        try
        {
            await SendAsync(request, scope);
            Assert.That(Network.Sends, Is.EqualTo(sends + 1));
            return false;
        }
        catch (LlmBudgetExceededException)
        {
            Assert.That(Network.Sends, Is.EqualTo(sends));
            return true;
        }
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
