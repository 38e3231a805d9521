using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Output;
using QuickStart.Readings;
using QuickStart.Traffic;

PlainOutput.UseWhereRedirected();

// 1. Providers to call: a local server that speaks their formats, so that no key and no network is needed.
await using var server = await MockProviderServer.StartAsync();
server.Reply(request => Scenarios.Of(request).Reply);

// 2. An HttpClient with monitoring. This line is all that is needed.
var services = new ServiceCollection();
services.AddHttpClient(Clients.Patient).AddLlmMonitoring();
services.AddHttpClient(Clients.Impatient, client => client.Timeout = TimeSpan.FromSeconds(2)).AddLlmMonitoring();
await using var provider = services.BuildServiceProvider();

// 3. A listener for the meters. An OpenTelemetry exporter or dotnet-counters would do the same.
using var meters = new MeterReadings();

// 4. The traffic.
var caller = new Caller(provider.GetRequiredService<IHttpClientFactory>(), server.BaseAddress);
var calls = CallPlan.Create(seed: 2026);
await TrafficRun.SendAllAsync(calls, caller);

// 5. The measurements, compared with what the server has served.
var ledger = new LedgerReadings(await server.Ledger.WaitForAsync(calls.Count));
return Report.Print(meters, ledger) ? 0 : 1;
