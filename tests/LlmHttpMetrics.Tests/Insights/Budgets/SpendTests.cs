using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Insights.Budgets;
using static LlmHttpMetrics.Tests.Insights.Budgets.BudgetCalls;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>What is counted of a budget, in which period.</summary>
public sealed class SpendTests
{
    [Test]
    public void Costs_AddUpExactly()
    {
        BudgetCalls calls = new(Budget());
        for (var i = 0; i < 10; i++)
        {
            calls.Add(0.1m);
        }

        var status = calls.Status();
        Assert.That((
            status.Spent,
            status.Remaining,
            status.UsedShare,
            status.IsSpent,
            status.Calls,
            status.Limit), Is.EqualTo((1.0m, 9.0m, 0.1m, false, 10L, 10m)));
        Assert.That((status.PeriodStart, status.PeriodEnd), Is.EqualTo((At("2026-03-01"), At("2026-03-02"))));
    }

    [Test]
    public void Period_ThatEnds_BeginsAnewAndIsThePrevious()
    {
        BudgetCalls calls = new(Budget());
        calls.Add(3);
        calls.Time.Advance(TimeSpan.FromHours(11));
        Assert.That((calls.Status().Spent, calls.Status().PreviousSpent, calls.Status().Calls, calls.Status().MonthSpent), Is.EqualTo((0m, 3m, 0L, 3m)));

        calls.Time.Advance(TimeSpan.FromDays(2));
        Assert.That((calls.Status().PreviousSpent, calls.Status().MonthSpent), Is.EqualTo((0m, 3m)));
        calls.Time.Advance(TimeSpan.FromDays(40));
        Assert.That(calls.Status().MonthSpent, Is.Zero);
    }

    [Test]
    public void Call_BelongsToThePeriodInWhichItWasSent()
    {
        BudgetCalls calls = new(Budget());
        var call = calls.Call();
        calls.Time.Advance(TimeSpan.FromHours(12));

        calls.Add(2, call: call);
        calls.Add(1);

        Assert.That((calls.Status().Spent, calls.Status().PreviousSpent, calls.Status().MonthSpent), Is.EqualTo((1m, 2m, 3m)));
    }

    [Test]
    public void Cost_ThatComesLate_IsAddedOnceToThePeriodOfItsCall()
    {
        BudgetCalls calls = new(Budget());
        var entry = calls.Add(null);
        Assert.That((calls.Status().Calls, calls.Status().UnpricedCalls, calls.Status().Spent), Is.EqualTo((1L, 1L, 0m)));

        calls.Time.Advance(TimeSpan.FromHours(12));
        entry.AddCost(0.5m, "USD");
        Assert.That((calls.Status().Spent, calls.Status().PreviousSpent, calls.Status().MonthSpent), Is.EqualTo((0m, 0.5m, 0.5m)));

        calls.Time.Advance(TimeSpan.FromDays(2));
        entry.AddCost(0.25m, "USD");
        Assert.That((calls.Status().PreviousSpent, calls.Status().MonthSpent), Is.EqualTo((0m, 0.75m)), "the day is gone, the month is not");
    }

    [Test]
    public void Calls_WithoutACost_AreToldBesideTheSpend()
    {
        BudgetCalls calls = new(Budget());
        var late = calls.Add(null);
        calls.Add(null);
        calls.Add(null, isAnswered: false);
        calls.Add(-1);
        late.AddCost(1, "USD");

        Assert.That((calls.Status().Calls, calls.Status().UnpricedCalls, calls.Status().Spent), Is.EqualTo((4L, 2L, 1m)), "a negative cost is none");
    }

    [Test]
    public async Task Costs_InAnotherCurrency_DoNotCountAndAreSaidOnce()
    {
        BudgetCalls calls = new(Budget());
        calls.Add(1, "RUB");
        calls.Add(null).AddCost(1, "RUB");
        calls.Add(2);

        var status = calls.Status();
        Assert.That((status.Spent, status.OtherCurrencyCalls, status.UnpricedCalls, status.Calls), Is.EqualTo((2m, 2L, 0L, 3L)));
        Assert.That(
            await calls.WarningsAsync(),
            Is.EqualTo(new[] { "Costs in RUB are not counted in the budget all, which is in USD. This message is logged once." }));
    }

    [Test]
    public void Budgets_TakeTheCallsThatTheyAreFor()
    {
        BudgetCalls calls = new(
            Budget("all"),
            Budget("client", configure: b => b.Client = "c"),
            Budget("feature", configure: b => b.Feature = "search"),
            Budget("provider", configure: b => b.Provider = "open*"),
            Budget("model", configure: b => b.Model = "GPT-*"),
            Budget("tag", configure: b => b.Tags["team"] = "blue"),
            Budget("both", configure: b => (b.Feature, b.Model) = ("search", "gpt-5")));

        calls.Add(1, call: calls.Call(client: "other", provider: "openai", model: "gpt-5"));
        calls.Add(10, call: calls.Call(scope: new LlmCallInfo { Feature = "search", Tags = new Dictionary<string, string> { ["team"] = "blue" } }));
        calls.Add(100, call: calls.Call(model: null, scope: new LlmCallInfo { Feature = "chat", Tags = new Dictionary<string, string> { ["team"] = "red" } }));
        calls.Add(1000, call: calls.Call(model: "gpt-5", scope: new LlmCallInfo { Feature = "search" }));

        Assert.That(
            calls.Budgets.Snapshot().ToDictionary(status => status.Budget, status => status.Spent),
            Is.EqualTo(new Dictionary<string, decimal>
            {
                ["all"] = 1111,
                ["client"] = 1110,
                ["feature"] = 1010,
                ["provider"] = 1,
                ["model"] = 1001,
                ["tag"] = 10,
                ["both"] = 1000
            }));
    }

    [Test]
    public void Values_OfATag_HaveAnAmountEach()
    {
        BudgetCalls calls = new(Budget(configure: b => b.ForEach = LlmTagNames.UserId));
        calls.Add(1, call: calls.Call(scope: User("ann")));
        calls.Add(2, call: calls.Call(scope: User("bob")));
        calls.Add(3, call: calls.Call(scope: User("ann")));
        calls.Add(4);

        Assert.That(
            calls.Budgets.Snapshot().Select(status => (status.Value, status.Spent)),
            Is.EqualTo(new[] { ("ann", 4m), ("bob", 2m) }),
            "who names no user is not covered");
    }

    [Test]
    public void Values_PastTheBound_ShareOneAmount()
    {
        using MeasurementRecorder recorder = new(services: null, keep: measurement => measurement.Tag(LlmTagNames.Tag) as string == "overflowing");
        BudgetCalls calls = new(Budget(configure: b => (b.ForEach, b.MaxValues) = ("overflowing", 2)));
        foreach (var value in new[] { "a", "b", "c", "d", "a" })
        {
            calls.Add(1, call: calls.Call(scope: new LlmCallInfo { Tags = new Dictionary<string, string> { ["overflowing"] = value } }));
        }

        Assert.That(calls.Budgets.Snapshot().Select(status => (status.Value, status.Spent)), Is.EqualTo(new[] { ("_OTHER", 2m), ("a", 2m), ("b", 1m) }));
        Assert.That(recorder.Sum(LlmInstrumentNames.TagsOverflowed), Is.EqualTo(2));
    }

    [Test]
    public void Values_OfWhichNothingIsLeftToBeTold_MakeRoom()
    {
        BudgetCalls calls = new(Budget(configure: b => (b.ForEach, b.MaxValues) = (LlmTagNames.UserId, 2)));
        calls.Add(1, call: calls.Call(scope: User("a")));
        calls.Add(1, call: calls.Call(scope: User("b")));
        calls.Time.Advance(TimeSpan.FromDays(20));
        calls.Add(1, call: calls.Call(scope: User("b")));
        calls.Add(1, call: calls.Call(scope: User("c")));
        Assert.That(calls.Budgets.Snapshot().Select(status => status.Value), Is.EqualTo(new[] { "_OTHER", "a", "b" }), "what a spent is still in the month");

        calls.Time.Advance(TimeSpan.FromDays(20));
        calls.Add(1, call: calls.Call(scope: User("d")));
        calls.Add(1, call: calls.Call(scope: User("c")));
        Assert.That(calls.Budgets.Snapshot().Select(status => status.Value), Is.EqualTo(new[] { "c", "d" }));
    }

    [Test]
    public void Restored_IsCountedInItsPeriodAndTellsNothing()
    {
        BudgetCalls calls = new(Budget(), Budget("users", configure: b => b.ForEach = LlmTagNames.UserId));
        calls.Budgets.Restore("all", 9, calls.Now.AddHours(-2));
        calls.Budgets.Restore("all", 4, calls.Now.AddDays(-1));
        calls.Budgets.Restore("all", 4, calls.Now.AddDays(-3));
        calls.Budgets.Restore("users", 2, calls.Now, "ann");

        var statuses = calls.Budgets.Snapshot();
        Assert.That(
            statuses.Select(status => (status.Value, status.Spent, status.PreviousSpent, status.Calls)),
            Is.EqualTo(new[] { ((string?)null, 9m, 4m, 0L), ("ann", 2m, 0m, 0L) }));
    }

    [Test]
    public void Restored_Events_AreCountedAsTheirCallsWere()
    {
        BudgetCalls calls = new(Budget(configure: b => b.Feature = "search"));
        calls.Budgets.Restore(Event(calls.Now.AddHours(-1), 1.5m, "search"));
        calls.Budgets.Restore(Event(calls.Now.AddHours(-2), null, "search"));
        calls.Budgets.Restore(Event(calls.Now, 7, "chat"));

        Assert.That((calls.Status().Spent, calls.Status().Calls, calls.Status().UnpricedCalls), Is.EqualTo((1.5m, 2L, 1L)));
    }

    [Test]
    public void Restore_OfWhatCannotBe_SaysWhy()
    {
        BudgetCalls calls = new(Budget(), Budget("users", configure: b => b.ForEach = LlmTagNames.UserId));

        Assert.That(
            () => calls.Budgets.Restore("none", 1, calls.Now),
            Throws.ArgumentException.With.Message.Contains("There is no budget 'none'; the budgets are all, users."));
        Assert.That(() => calls.Budgets.Restore("all", 1, calls.Now, "ann"), Throws.ArgumentException.With.Message.Contains("a value is not allowed"));
        Assert.That(() => calls.Budgets.Restore("users", 1, calls.Now), Throws.ArgumentException.With.Message.Contains("a value is required"));
        Assert.That(() => calls.Budgets.Restore("all", -1, calls.Now), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => calls.Budgets.Restore(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Clock_ThatIsPutBackALittle_LosesNothing()
    {
        BudgetCalls calls = new(Budget());
        calls.Time.Advance(TimeSpan.FromHours(11.5));
        calls.Add(1);
        calls.Time.Advance(TimeSpan.FromHours(-1));
        calls.Add(2);
        calls.Time.Advance(TimeSpan.FromHours(1));

        Assert.That((calls.Status().Spent, calls.Status().PreviousSpent), Is.EqualTo((1m, 2m)));
    }

    [Test]
    public void Clock_ThatWasFarAhead_IsFollowedBack()
    {
        BudgetCalls calls = new(Budget());
        calls.Time.Advance(TimeSpan.FromDays(365));
        calls.Add(1);
        calls.Time.Advance(TimeSpan.FromDays(-365));
        calls.Add(2);

        Assert.That((calls.Status().Spent, calls.Status().PeriodStart, calls.Status().BurnRate), Is.EqualTo((2m, At("2026-03-01"), 24m)));
    }

    [Test]
    public void Spends_OfTwoPeriods_AreTheSumOfAllCostsInWhateverOrder() => Prop.ForAll<int[]>(
        ArbMap.Default.GeneratorFor<int>().Resize(1_000_000).ArrayOf().ToArbitrary(),
        seeds =>
        {
            BudgetCalls calls = new(
                Budget(amount: 1_000_000), Budget("users", configure: b => b.ForEach = LlmTagNames.UserId), Budget("months", period: LlmBudgetPeriod.Month));
            calls.Time.Advance(TimeSpan.FromHours(24));
            var sum = 0m;
            List<(BudgetEntry Entry, decimal Cost)> late = [];
            foreach (var seed in seeds.Select(Math.Abs))
            {
                var cost = seed / 1_000_000m;
                var call = calls.Call(scope: User("u" + (seed % 3)), at: calls.Now.AddHours(-(seed % 37)));
                sum += cost;
                if (seed % 2 == 0)
                {
                    calls.Add(cost, call: call);
                }
                else
                {
                    late.Add((calls.Add(null, call: call), cost));
                }
            }

            foreach (var (entry, cost) in Enumerable.Reverse(late))
            {
                entry.AddCost(cost, "USD");
            }

            var statuses = calls.Budgets.Snapshot();
            return statuses.GroupBy(status => status.Budget)
                .Where(budget => budget.Key != "months")
                .All(budget => budget.Sum(status => status.Spent + status.PreviousSpent) == sum || seeds.Length == 0)
                && statuses.Single(status => status.Budget == "months") is var months
                && months.Spent + months.PreviousSpent == sum
                && months.MonthSpent == months.Spent
                && statuses.All(status => status.UnpricedCalls == 0);
        }).QuickCheckThrowOnFailure();

    [Test]
    public async Task Spends_OfManyThreads_AreAllThere()
    {
        BudgetCalls calls = new(Budget(), Budget("users", configure: b => (b.ForEach, b.MaxValues) = (LlmTagNames.UserId, 3)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                calls.Add(null, call: calls.Call(scope: User("u" + (i % 5)))).AddCost(0.001m, "USD");
                if (i % 500 == 0)
                {
                    calls.Budgets.Snapshot();
                }
            }
        })));

        var statuses = calls.Budgets.Snapshot();
        Assert.That(
            statuses.GroupBy(status => status.Budget).Select(budget => (budget.Sum(s => s.Spent), budget.Sum(s => s.Calls), budget.Sum(s => s.UnpricedCalls))),
            Is.All.EqualTo((40m, 40_000L, 0L)));
        Assert.That(statuses.Count(status => status.Budget == "users"), Is.EqualTo(4));
    }

    [Test]
    public void Values_ThatAreNewToManyThreadsAtOnce_ShareNoAmount()
    {
        const int Threads = 4;
        for (var round = 0; round < 1_000; round++)
        {
            BudgetCalls calls = new(Budget("users", configure: b => (b.ForEach, b.MaxValues) = (LlmTagNames.UserId, 2)));
            AtOnce.Run(Threads, number =>
            {
                calls.Add(1, call: calls.Call(scope: User("u" + (number % 2))));
                calls.Add(1, call: calls.Call(scope: User("u" + ((number + 1) % 2))));
            });

            Assert.That(calls.Budgets.Snapshot().Select(status => (status.Value, status.Spent)), Is.EquivalentTo(new[] { ("u0", 4m), ("u1", 4m) }));
        }
    }

    [Test]
    public void Recording_OfValuesThatAreKnown_AllocatesNothing()
    {
        BudgetCalls calls = new(
            Budget(amount: 1_000_000),
            Budget("users", amount: 1_000_000, configure: b => b.ForEach = LlmTagNames.UserId),
            Budget("model", amount: 1_000_000, configure: b => b.Model = "g*"),
            Budget("guard", amount: 1_000_000, configure: b => b.RefuseWhenSpent = true));
        var (ann, bob) = (User("ann"), User("bob"));
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run()
        {
            for (var i = 0; i < 1000; i++)
            {
                _ = calls.Budgets.Reserving;
                calls.Add(0.01m, call: calls.Call(model: "gpt-5", scope: ann));
                calls.Add(null, call: calls.Call(scope: bob)).AddCost(0.01m, "USD");
            }
        }
    }

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
