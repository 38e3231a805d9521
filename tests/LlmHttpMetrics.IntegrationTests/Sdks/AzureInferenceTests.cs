using System.Net;
using Azure;
using Azure.AI.Inference;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Sdks;

/// <summary>The Azure.AI.Inference package over a monitored client.</summary>
public sealed class AzureInferenceTests
{
    [Test]
    public async Task Answer_FromMemory_IsReadWhole([Values] bool isSync)
    {
        ServiceCollection services = new();
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(
                () => new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = WireSamples.Json(WireSamples.ChatAnswer) }))
                .AddLlmMonitoring();
        await using var provider = services.BuildServiceProvider();
        using MeasurementRecorder recorder = new(provider);
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        var client = new ChatCompletionsClient(
            new Uri("https://x.services.ai.azure.com/models"),
            new AzureKeyCredential(Canary.Secret),
            new AzureAIInferenceClientOptions { Transport = new HttpClientTransport(http) });
        ChatCompletionsOptions options = new() { Model = "gpt-4o", Messages = { new ChatRequestUserMessage("Hi") } };

        var answer = isSync ? client.Complete(options) : await client.CompleteAsync(options);

        Assert.That(answer.Value.Content, Does.Contain("there"));
        Assert.That(recorder.Only(LlmInstrumentNames.Requests).Tag(LlmTagNames.Outcome), Is.EqualTo(LlmOutcomes.Completed));
        Assert.That(recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(18));
    }
}
