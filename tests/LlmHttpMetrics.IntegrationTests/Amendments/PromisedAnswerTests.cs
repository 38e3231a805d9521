using LlmHttpMetrics.TestUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.IntegrationTests.Amendments;

/// <summary>A background answer stands the same in the log, the meters, the statistics and the budgets, once its usage has come, or never will.</summary>
public sealed class PromisedAnswerTests
{
    [Test]
    public async Task Answer_OfTwoDollars_IsTheSameInEveryView()
    {
        using TemporaryFolder folder = new();
        await using var client = Client(folder, PromisedAnswers.Completed);
        using (LlmCall.Begin(new LlmCallInfo { Feature = "research", UserId = "user-815" }))
        {
            await PromisedAnswers.AskAsync(client.Http);
        }

        var (callEvent, statistics, budget) = await ViewsAsync(client, folder);
        Assert.That((callEvent.UsagePending, callEvent.Cost), Is.EqualTo((true, (decimal?)null)), "Its usage is still to come.");
        Assert.That((client.Recorder.Sum(LlmInstrumentNames.Cost), statistics.Cost.Count, budget.Spent), Is.EqualTo((0d, 0, 0m)));

        await PromisedAnswers.FetchAsync(client.Http);
        await PromisedAnswers.FetchAsync(client.Http);

        (callEvent, statistics, budget) = await ViewsAsync(client, folder);
        Assert.That((callEvent.Cost, callEvent.Currency, callEvent.UsagePending), Is.EqualTo(((decimal?)2.00m, "USD", false)));
        Assert.That(
            client.Recorder.Only(LlmInstrumentNames.Cost, (LlmTagNames.Currency, "USD"), (LlmTagNames.TokenSource, "provider")).Value,
            Is.EqualTo(2.00));
        Assert.That((statistics.Cost["USD"].Total, budget.Spent, budget.UnpricedCalls), Is.EqualTo((2.00m, 2.00m, 0L)));
        Assert.That((callEvent.Tokens.Input, callEvent.Tokens.Output, callEvent.TokenSource), Is.EqualTo(((long?)80_000, (long?)190_000, "provider")));
        Assert.That((statistics.InputTokens.Total, statistics.OutputTokens.Total), Is.EqualTo((80_000L, 190_000L)));
        Assert.That(client.Recorder.Sum(LlmInstrumentNames.Tokens), Is.EqualTo(270_000));
        Assert.That((callEvent.CostParts!.Input, callEvent.CostParts.Output, callEvent.Call!.Feature), Is.EqualTo((0.10m, 1.90m, "research")));
        AssertIsOneCall(client, statistics, budget);
    }

    [Test]
    public async Task Answer_WhoseUsageNeverComes_IsMissingInEveryView()
    {
        using TemporaryFolder folder = new();
        await using var client = Client(folder, PromisedAnswers.Failed);
        await PromisedAnswers.AskAndFetchAsync(client.Http);

        var (callEvent, statistics, budget) = await ViewsAsync(client, folder);
        Assert.That(
            (callEvent.UsageMissing, callEvent.UsagePending, callEvent.Cost, callEvent.Tokens),
            Is.EqualTo((true, false, (decimal?)null, new LlmTokens())));
        Assert.That((client.Recorder.Sum(LlmInstrumentNames.UsageMissing), statistics.UsageMissing), Is.EqualTo((1d, 1L)));
        Assert.That((client.Recorder.Of(LlmInstrumentNames.Cost).Count, statistics.Cost.Count), Is.EqualTo((0, 0)));
        Assert.That((budget.Spent, budget.UnpricedCalls), Is.EqualTo((0m, 1L)));
        AssertIsOneCall(client, statistics, budget);
    }

    [Test]
    public async Task Answer_OfAUserWhoIsDeleted_LeavesNothingOfIt()
    {
        using TemporaryFolder folder = new();
        await using var client = Client(folder, PromisedAnswers.Completed);
        using (LlmCall.Begin(new LlmCallInfo { UserId = "user-815" }))
        {
            await PromisedAnswers.AskAndFetchAsync(client.Http);
        }

        var deletion = await client.Services.GetRequiredService<LlmEventLog>().DeleteAsync("user-815");

        Assert.That(deletion.Events, Is.EqualTo(1));
        Assert.That(folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)), Is.Empty, "A file without lines is gone.");
    }

    private static void AssertIsOneCall(MonitoredClient client, LlmCallStatistics statistics, LlmBudgetStatus budget) =>
        Assert.That((client.Recorder.Sum(LlmInstrumentNames.Requests), statistics.Requests, budget.Calls), Is.EqualTo((1d, 1L, 1L)));

    private static async Task<(LlmEvent Event, LlmCallStatistics Statistics, LlmBudgetStatus Budget)> ViewsAsync(MonitoredClient client, TemporaryFolder folder)
    {
        await LlmMonitoring.FlushAsync();
        List<LlmEvent> events = [];
        await foreach (var callEvent in new LlmEventReader().ReadAsync(folder.Path))
        {
            events.Add(callEvent);
        }

        return (
            events.Single(),
            client.Services.GetRequiredService<LlmStatistics>().Snapshot().Series.Single().SinceStart,
            client.Services.GetRequiredService<LlmBudgets>().Snapshot().Single());
    }

    private static MonitoredClient Client(TemporaryFolder folder, string end) => new(
        new StubHandler(request => WireSamples.Trickle(request.Method == HttpMethod.Post ? PromisedAnswers.Queued : end)),
        services: services =>
        {
            services.AddLlmStatistics();
            services.AddLlmBudgets(options => options.Budgets.Add(new LlmBudget { Name = "all", Amount = 100 }));
            services.AddLlmEventLog(folder.Path);
        });
}
