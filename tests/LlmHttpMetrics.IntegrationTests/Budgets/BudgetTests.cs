using System.ClientModel.Primitives;
using LlmHttpMetrics.IntegrationTests.Sdks;
using LlmHttpMetrics.MockProviders;
using Microsoft.Extensions.DependencyInjection;
using OpenAI.Chat;

namespace LlmHttpMetrics.IntegrationTests.Budgets;

/// <summary>Budgets over a real transport and real SDKs, against the server's ledger.</summary>
public sealed class BudgetTests
{
    private const string Model = "gpt-4.1-mini";
    private const decimal InputPrice = 0.40m;
    private const decimal OutputPrice = 1.60m;

    [Test]
    public async Task Spend_OfMixedCalls_IsTheLedgerTimesThePrice()
    {
        await using var monitored = await StartAsync(new LlmBudget { Name = "all", Amount = 1000, Period = LlmBudgetPeriod.Month });
        var random = new Random(7);
        monitored.Server.Reply(_ => new MockReply { Text = "a b c", InputTokens = random.Next(1, 5000), OutputTokens = random.Next(1, 900), Model = Model });
        var chat = OpenAiSdk.Chat(monitored.Http, monitored.Server.BaseAddress, Model);
        for (var i = 0; i < 10; i++)
        {
            await chat.CompleteChatAsync("Hi");
            await foreach (var _ in chat.CompleteChatStreamingAsync("Hi"))
            {
            }
        }

        await LlmMonitoring.FlushAsync();
        monitored.Recorder.Observe();
        var expected = monitored.Server.Ledger.Entries.Sum(
            entry => (entry.Tokens!.Input!.Value * InputPrice) + (entry.Tokens.Output!.Value * OutputPrice)) / 1_000_000;
        var status = monitored.Services.GetRequiredService<LlmBudgets>().Snapshot().Single();
        Assert.That((status.Spent, status.Calls, status.UnpricedCalls), Is.EqualTo((expected, 20L, 0L)));
        Assert.That(monitored.Sink.Events.Sum(e => e.Cost), Is.EqualTo(expected));
        Assert.That(monitored.Recorder.Only(LlmInstrumentNames.BudgetSpent).Value, Is.EqualTo((double)expected));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Exception_ThroughTheOpenAiSdk_ArrivesAsItIsAndIsNotRetried(bool ofModel)
    {
        LlmBudget budget = new() { Name = "tight", Amount = 1, RefuseWhenSpent = true, Model = ofModel ? "gpt-4.1*" : null };
        await using var monitored = await StartAsync(budget);
        var budgets = monitored.Services.GetRequiredService<LlmBudgets>();
        monitored.Server.Reply(new MockReply { Text = "a", InputTokens = 100, OutputTokens = 100, Model = Model });
        var options = OpenAiSdk.Options(monitored.Http, monitored.Server.BaseAddress);
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 3);
        ChatClient chat = new(Model, new System.ClientModel.ApiKeyCredential(Canary.Secret), options);
        ChatClient other = new("o3", new System.ClientModel.ApiKeyCredential(Canary.Secret), options);
        await chat.CompleteChatAsync("Hi");
        Assert.That(budgets.Snapshot().Single().Spent, Is.EqualTo(0.0002m));
        budgets.Restore("tight", 0.9998m, DateTimeOffset.UtcNow);

        var refused = await Assert.ThrowsAsync<LlmBudgetExceededException>(() => chat.CompleteChatAsync("Hi"));
        await Assert.ThrowsAsync<LlmBudgetExceededException>(async () =>
        {
            await foreach (var _ in chat.CompleteChatStreamingAsync("Hi"))
            {
            }
        });
        Assert.Throws<LlmBudgetExceededException>(() => chat.CompleteChat("Hi"));
        if (ofModel)
        {
            await other.CompleteChatAsync("Hi");
        }
        else
        {
            await Assert.ThrowsAsync<LlmBudgetExceededException>(() => other.CompleteChatAsync("Hi"));
        }

        Assert.That((refused!.Budget, refused.Limit, refused.Spent), Is.EqualTo(("tight", 1m, 1m)));
        Assert.That(monitored.Server.Ledger.Entries.Select(entry => entry.RequestModel), Is.EqualTo(ofModel ? new[] { Model, "o3" } : [Model]));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.BudgetRefused), Is.EqualTo(ofModel ? 3 : 4));
        Assert.That(monitored.Recorder.Sum(LlmInstrumentNames.Requests), Is.EqualTo(ofModel ? 2 : 1));
        Assert.That(monitored.Recorder.Of(LlmInstrumentNames.MeasurementFailures), Is.Empty);
    }

    [Test]
    public async Task Exception_ThroughTheAnthropicSdk_ArrivesAsItIs()
    {
        await using var monitored = await StartAsync(new LlmBudget { Name = "tight", Amount = 1, RefuseWhenSpent = true });
        monitored.Server.Reply(new MockReply { Text = "a", InputTokens = 100, OutputTokens = 100 });
        var client = AnthropicSdk.Client(monitored.Http, monitored.Server.BaseAddress);
        await client.Messages.Create(AnthropicSdk.Ask("Hi"));
        monitored.Services.GetRequiredService<LlmBudgets>().Restore("tight", 1, DateTimeOffset.UtcNow);

        await Assert.ThrowsAsync<LlmBudgetExceededException>(() => client.Messages.Create(AnthropicSdk.Ask("Hi")));
        Assert.That(monitored.Server.Ledger.Entries, Has.Count.EqualTo(1));
    }

    private static Task<MonitoredServer> StartAsync(LlmBudget budget) => MonitoredServer.StartAsync(
        builder: builder => builder.Services.AddLlmBudgets(options => options.Budgets.Add(budget)).ConfigureLlmMonitoring(options =>
        {
            options.Pricing.EmbeddedTable = false;
            options.Pricing.Prices.Add(
                new LlmPrice { Provider = "*", Model = "*", Currency = "USD", Input = InputPrice, Output = OutputPrice, Source = "test" });
        }));
}
