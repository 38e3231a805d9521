using System.Net.Http.Json;
using LlmHttpMetrics;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;

// A local server that speaks the providers' formats: no key and no network are needed.
await using var server = await MockProviderServer.StartAsync();
server.Reply(new MockReply { Text = "Paris.", InputTokens = 1_400, OutputTokens = 2 });

var services = new ServiceCollection();
services.AddSingleton<ILlmEventSink, ConsoleSink>();
services.AddHttpClient("llm", client => client.BaseAddress = server.BaseAddress)
    .AddLlmMonitoring(options => options.Provider = "openai"); // the real host is recognized without this option
await using var provider = services.BuildServiceProvider();

using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
var question = new { model = "gpt-4.1-mini", messages = new[] { new { role = "user", content = "What is the capital of France?" } } };
using var response = await client.PostAsJsonAsync("v1/chat/completions", question);
await LlmMonitoring.FlushAsync();

internal sealed class ConsoleSink : ILlmEventSink
{
    public async ValueTask WriteAsync(LlmEvent callEvent, CancellationToken cancellationToken) => await Console.Out.WriteLineAsync(
        $"{callEvent.ResponseModel}: {callEvent.Tokens.Input} input and {callEvent.Tokens.Output} output tokens, {callEvent.Cost} {callEvent.Currency}");
}
