using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Output;
using QuickStart.Readings;
using QuickStart.Traffic;

PlainOutput.UseWhereRedirected();

// 1. Providers to call: a local server that speaks their formats, so that no key and no network is needed.
await using var server = await MockProviderServer.StartAsync();
server.Reply(request => Scenarios.Of(request).Reply);

// 2. An HttpClient with the monitoring on it. This line is all there is to it.
var services = new ServiceCollection();
services.AddHttpClient(Clients.Patient).AddLlmMonitoring();
services.AddHttpClient(Clients.Impatient, client => client.Timeout = TimeSpan.FromSeconds(2)).AddLlmMonitoring();
await using var provider = services.BuildServiceProvider();

// 3. Something that reads the meters. An exporter of OpenTelemetry would do, or dotnet-counters.
using var meters = new MeterReadings();

// 4. Traffic.
var caller = new Caller(provider.GetRequiredService<IHttpClientFactory>(), server.BaseAddress);
var calls = CallPlan.Create(seed: 2026);
await TrafficRun.SendAllAsync(calls, caller);

// 5. What the meters said, beside what the server knows that it served.
var ledger = new LedgerReadings(await server.Ledger.WaitForAsync(calls.Count));
return Report.Print(meters, ledger) ? 0 : 1;
