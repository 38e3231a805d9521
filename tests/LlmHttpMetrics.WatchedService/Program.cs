using LlmHttpMetrics.MockProviders;
using LlmHttpMetrics.TestUtilities;
using LlmHttpMetrics.WatchedService;
using Microsoft.Extensions.DependencyInjection;

// A service that is observed from outside: it answers each "run" on its input with what its server has served by then.
await using var server = await MockProviderServer.StartAsync();
var services = new ServiceCollection();
services.AddHttpClient("llm", client => client.BaseAddress = server.BaseAddress).AddLlmMonitoring();
await using var provider = services.BuildServiceProvider();
using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");

var calls = 0;
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() == "run")
{
    await Traffic.RunAsync(client, server);
    calls += Traffic.Calls;
    Console.WriteLine(Served.Of(await server.Ledger.WaitForAsync(calls, HangGuard.Limit)));
}
