using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>A monitored client with one budget that refuses; an input token costs a thousandth of a dollar, an output token a dollar.</summary>
internal sealed class ReservedClient : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ReservedClient(HttpMessageHandler network, decimal amount, Action<LlmMonitoringOptions>? options = null, Action<IHttpClientBuilder>? client = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLlmBudgets(
            budgets => budgets.Budgets.Add(new LlmBudget { Name = "b", Amount = amount, Period = LlmBudgetPeriod.Day, RefuseWhenSpent = true }));
        var builder = services.AddHttpClient("llm").ConfigurePrimaryHttpMessageHandler(() => network);
        client?.Invoke(builder);
        services.ConfigureLlmMonitoring(monitoring =>
        {
            monitoring.Pricing.EmbeddedTable = false;
            monitoring.Pricing.Prices.Add(new LlmPrice { Provider = "*", Model = "*", Currency = "USD", Input = 0.001m, Output = 1, Per = 1, Source = "test" });
        });
        builder.AddLlmMonitoring(monitoring => options?.Invoke(monitoring));
        _services = services.BuildServiceProvider();
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        Recorder = new MeasurementRecorder(_services);
    }

    public ManualTimeProvider Time { get; } = new();

    public HttpClient Http { get; }

    public MeasurementRecorder Recorder { get; }

    public LlmBudgetStatus Status => _services.GetRequiredService<LlmBudgets>().Snapshot().Single();

    public static string Request(int? maxTokens) =>
        $$"""{"messages":[{"role":"user","content":"Say hi, please, naïve 🙂"}]"""
            + $$""","model":"gpt-5-mini"{{(maxTokens is { } most ? $",\"max_completion_tokens\":{most}" : "")}}}""";

    public static string Answer(int input, int output) =>
        $$$"""{"id":"c","model":"gpt-5-mini","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]"""
            + $$$""","usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}}}}""";

    /// <summary>False where the call was refused.</summary>
    public async Task<bool> TrySendAsync(int? maxTokens, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await Http.SendAsync(WireSamples.Post(json: Request(maxTokens)), cancellationToken);
            return true;
        }
        catch (LlmBudgetExceededException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        Recorder.Dispose();
        Http.Dispose();
        return _services.DisposeAsync();
    }
}
