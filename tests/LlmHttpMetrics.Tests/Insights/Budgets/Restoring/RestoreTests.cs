using System.Runtime.CompilerServices;
using LlmHttpMetrics.Events;
using Microsoft.Extensions.DependencyInjection;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Restoring;

/// <summary>Budgets have what was spent before a restart, by themselves and once.</summary>
public sealed class RestoreTests
{
    private readonly ManualTimeProvider _time = new();

    private DateTimeOffset Now => _time.GetUtcNow();

    [Test]
    public async Task Spend_BeforeARestart_IsRestoredAndCountsOnce()
    {
        using TemporaryFolder folder = new();
        decimal spent;
        await using (var before = WithEventLog(folder))
        {
            await CallAsync(before, calls: 5);
            spent = before.GetRequiredService<LlmBudgets>().Snapshot().Single().Spent;
        }

        await using var after = WithEventLog(folder);
        var budgets = after.GetRequiredService<LlmBudgets>();
        await CallAsync(after, calls: 1);
        await budgets.Restored;
        await foreach (var kept in new LlmEventReader().ReadAsync(folder.Path))
        {
            if (kept.Timestamp < Now)
            {
                budgets.Restore(kept);
            }
        }

        var status = budgets.Snapshot().Single();
        Assert.That(spent, Is.Positive);
        Assert.That((status.Calls, status.Spent), Is.EqualTo((6L, spent / 5 * 6)), "also where an application restores by itself");
    }

    [Test]
    public async Task Events_OfThisProcess_AreNotRestored()
    {
        List<decimal> reached = [];
        FakeHistory history = new(BudgetCalls.Event(Now.AddHours(-2), 3, "f"), BudgetCalls.Event(Now, 4, "f"), BudgetCalls.Event(Now.AddMinutes(1), 5, "f"));
        await using var services = With(history, options => options.OnThreshold = threshold => reached.Add(threshold.Share));
        var budgets = services.GetRequiredService<LlmBudgets>();
        await budgets.Restored;
        await LlmMonitoring.FlushAsync();

        Assert.That(budgets.Snapshot().Single().Spent, Is.EqualTo(3m));
        Assert.That(reached, Is.Empty, "what was reached before the restart was reported then");
        Assert.That(history.Since, Is.EqualTo(new DateTimeOffset(2026, 2, 22, 13, 0, 0, TimeSpan.Zero)), "a week for the rates, the day before for the period");
    }

    [Test]
    public async Task Budget_ThatWasSpentBefore_RefusesAfterTheRestart()
    {
        await using var services = With(new FakeHistory(BudgetCalls.Event(Now.AddHours(-1), 10, "f")), options => options.Budgets[0].RefuseWhenSpent = true);
        await services.GetRequiredService<LlmBudgets>().Restored;

        await Assert.ThrowsAsync<LlmBudgetExceededException>(() => CallAsync(services, calls: 1));
    }

    [Test]
    public async Task History_ThatCannotBeRead_IsCountedAndStopsNothing()
    {
        FakeHistory history = new(BudgetCalls.Event(Now.AddHours(-1), 3, "f")) { Fails = true };
        await using var services = With(history);
        using MeasurementRecorder recorder = new(services);
        var budgets = services.GetRequiredService<LlmBudgets>();
        await budgets.Restored;

        Assert.That(budgets.Snapshot().Single().Spent, Is.EqualTo(3m));
        Assert.That(recorder.Only(LlmInstrumentNames.MeasurementFailures).Tag(LlmTagNames.Stage), Is.EqualTo("budget"));
    }

    [Test]
    public async Task Option_ThatIsOff_RestoresNothing()
    {
        await using var services = With(new FakeHistory(BudgetCalls.Event(Now.AddHours(-1), 3, "f")), options => options.RestoreFromEventLog = false);
        var budgets = services.GetRequiredService<LlmBudgets>();

        Assert.That((budgets.Restored.IsCompletedSuccessfully, budgets.Snapshot().Single().Spent), Is.EqualTo((true, 0m)));
    }

    [Test]
    public async Task Services_DisposedOfMeanwhile_EndTheRestoring()
    {
        var services = With(new FakeHistory { Waits = true });
        var budgets = services.GetRequiredService<LlmBudgets>();

        await services.DisposeAsync();
        await budgets.Restored;

        Assert.That(budgets.Restored.IsCompletedSuccessfully);
    }

    private static async Task CallAsync(ServiceProvider services, int calls)
    {
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("llm");
        for (var i = 0; i < calls; i++)
        {
            (await http.SendAsync(WireSamples.Post())).Dispose();
        }
    }

    private ServiceProvider WithEventLog(TemporaryFolder folder)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return Build(services => services.AddLlmEventLog(folder.Path));
    }

    private ServiceProvider With(FakeHistory history, Action<LlmBudgetsOptions>? configure = null) =>
        Build(services => services.AddSingleton<IEventHistory>(history), configure);

    private ServiceProvider Build(Action<IServiceCollection> configure, Action<LlmBudgetsOptions>? budgets = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(_time);
        services.AddLlmBudgets(options => options.Budgets.Add(new LlmBudget { Name = "all", Amount = 5, Period = LlmBudgetPeriod.Day }));
        services.AddLlmBudgets(budgets ?? (_ => { }));
        configure(services);
        services.AddHttpClient("llm")
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(_ => WireSamples.Trickle(WireSamples.ChatAnswer)))
            .AddLlmMonitoring();
        return services.BuildServiceProvider();
    }

    private sealed class FakeHistory(params LlmEvent[] events) : IEventHistory
    {
        public bool Fails { get; init; }

        public bool Waits { get; init; }

        public DateTimeOffset Since { get; private set; }

        public async IAsyncEnumerable<LlmEvent> ReadSinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Since = since;
            foreach (var callEvent in events)
            {
                yield return callEvent;
            }

            if (Waits)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            if (Fails)
            {
                throw new IOException("gone");
            }
        }
    }
}
