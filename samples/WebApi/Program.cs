using LlmHttpMetrics.MockProviders;
using WebApi.Chat;
using WebApi.Hosting;
using WebApi.Page;
using WebApi.Providers;
using WebApi.Stats;
using WebApi.Traffic;

var builder = ServiceAddress.CreateBuilder(args);

// 1. Providers to call: a local server that speaks their formats, so that no key and no network is needed.
await using var mocks = await MockProviderServer.StartAsync(new MockProviderOptions { MaxLedgerEntries = 10_000 });
mocks.Reply(MockAnswers.To);
builder.Services.AddSingleton(mocks.Ledger);

// 2. A client for each provider, measured as configured in appsettings.json: the strategy, and the fallback for missing figures.
var providers = ProviderSettings.Of(builder.Configuration);
builder.Services.AddSingleton(providers);
foreach (var provider in providers)
{
    builder.Services
        .AddHttpClient(provider.Name, client => client.BaseAddress = mocks.BaseAddress)
        .AddLlmMonitoring(builder.Configuration.GetSection($"LlmMonitoring:{provider.Name}"));
}

// 3. The use of the figures: tokenizers for missing counts, statistics in the process, Prometheus, health.
builder.Services.AddLlmTokenizers();
builder.Services.AddLlmStatistics();
builder.Services.AddLlmPrometheus();
builder.Services.AddHealthChecks().AddLlmProviders();

// 4. The service itself, and callers that generate traffic.
builder.Services.AddSingleton<ChatService>();
builder.Services.AddChatJson();
builder.Services.AddStats();
builder.Services.AddTraffic(builder.Configuration);

await using var app = builder.Build();
app.MapLivePage("/");
app.MapStats("/stats");
app.MapLlmMetrics("/metrics");
app.MapHealthChecks("/health", HealthJson.Options);
app.MapChat("/chat");
app.MapLedger("/ledger");
return await ServiceAddress.RunAsync(app, mocks.BaseAddress);
