using Azure;
using Azure.AI.Inference;
using Azure.Core.Pipeline;
using LlmHttpMetrics.IntegrationTests.MockProviders;
using LlmHttpMetrics.MockProviders;

namespace LlmHttpMetrics.IntegrationTests.Injection;

/// <summary>A package whose requests are content of its own class, and which does not ask for usage.</summary>
[TestFixture]
public sealed class AzureInferenceTests : MockServerFixture
{
    [Test]
    public async Task Stream_OfThePackage_IsAskedForUsageAndReadsAsBefore()
    {
        Server.Reply(new MockReply { Text = "Hello there", InputTokens = 12, OutputTokens = 3 });
        var plain = await ReadAsync(Http);
        await using MonitoredClient client = new(new SocketsHttpHandler(), options =>
        {
            options.IncludeUsage = IncludeUsage.Inject;
            options.IncludeUsageHosts.Add("127.0.0.1");
        });
        var injected = await ReadAsync(client.Http);

        Assert.That(injected, Is.EqualTo(plain));
        Assert.That(string.Concat(plain), Is.EqualTo("Hello there"));
        Assert.That(Server.Ledger.Entries.Select(entry => entry.UsageSent), Is.EqualTo(new[] { false, true }));
        var tokens = (await client.EventAsync()).Tokens;
        Assert.That((tokens.Input, tokens.Output), Is.EqualTo((12L, 3L)));
        Assert.That(client.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    private async Task<List<string?>> ReadAsync(HttpClient http)
    {
        AzureAIInferenceClientOptions options = new() { Transport = new HttpClientTransport(http) };
        options.Retry.MaxRetries = 0;
        ChatCompletionsClient chat = new(new Uri(Server.BaseAddress, "v1"), new AzureKeyCredential(Canary.Secret), options);
        List<string?> updates = [];
        await foreach (var update in await chat.CompleteStreamingAsync(new ChatCompletionsOptions([new ChatRequestUserMessage("Hi")]) { Model = "gpt-4o" }))
        {
            updates.Add(update.ContentUpdate);
        }

        return updates;
    }
}
