using LlmHttpMetrics.Insights.Budgets;
using LlmHttpMetrics.Insights.Budgets.Reserving;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>Reservations under threads and by random courses: nothing is left over, nothing is spent twice, and no estimate that holds is overshot.</summary>
public sealed class ReservationRaceTests
{
    private const decimal Limit = 50;

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(42)]
    [TestCase(1234)]
    public void Courses_AtRandomOnManyThreads_LeaveNothingReservedAndTheLedgerSpent(int seed)
    {
        BudgetCalls calls = new(
            BudgetCalls.Budget("all", Limit, configure: budget => budget.RefuseWhenSpent = true),
            BudgetCalls.Budget("users", Limit / 4, configure: budget => (budget.RefuseWhenSpent, budget.ForEach) = (true, LlmTagNames.UserId)),
            BudgetCalls.Budget("limited", Limit));
        var ledger = new decimal[8];
        var refused = 0;
        var threads = Enumerable.Range(0, ledger.Length).Select(number => new Thread(() =>
        {
            Random random = new(seed + number);
            for (var i = 0; i < 400; i++)
            {
                ledger[number] += Course(calls, random, number, ref refused);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        var statuses = calls.Budgets.Snapshot();
        Assert.That(statuses.Select(status => status.Reserved), Is.All.Zero);
        Assert.That(statuses.Where(status => status.Budget != "users").Select(status => status.Spent), Is.All.EqualTo(ledger.Sum()));
        Assert.That(statuses.Where(status => status.Budget == "users").Sum(status => status.Spent), Is.EqualTo(ledger.Sum()));
        Assert.That(statuses.Where(status => status.Budget != "limited").All(status => status.Spent <= status.Limit), "every cost was within its estimate");
        Assert.That((refused > 0, ledger.Sum() > Limit / 2), Is.EqualTo((true, true)), "the budget was reached");
    }

    [Test]
    public void Settlement_AndEndAtOnce_GiveBackOnce()
    {
        for (var i = 0; i < 500; i++)
        {
            BudgetCalls calls = new(BudgetCalls.Budget(amount: 10, configure: budget => budget.RefuseWhenSpent = true));
            Assert.That(calls.Budgets.Reserving!.Reserve(calls.Call(), new CallCost(4, "USD"), out var one), Is.Null);
            Assert.That(calls.Budgets.Reserving.Reserve(calls.Call(), new CallCost(5, "USD"), out _), Is.Null);

            Parallel.Invoke(
                () => calls.Budgets.Record(calls.Call(), new CallCost(3, "USD"), isAnswered: true, one),
                () => one!.End(),
                () => one!.Release());

            Assert.That((calls.Status().Reserved, calls.Status().Spent), Is.EqualTo((5m, 3m)));
        }
    }

    [Test]
    public void Reservation_OfTheLastPeriod_TakesNoRoomInThisOne()
    {
        BudgetCalls calls = new(BudgetCalls.Budget(amount: 10, configure: budget => budget.RefuseWhenSpent = true));
        var late = calls.Call();
        calls.Time.Advance(TimeSpan.FromMinutes((10 * 60) + 30));
        late = late with { Time = calls.Now.UtcTicks };
        Assert.That(calls.Budgets.Reserving!.Reserve(late, new CallCost(9, "USD"), out var reservation), Is.Null);
        Assert.That(calls.Budgets.Reserving.Reserve(calls.Call(), new CallCost(9, "USD"), out _), Is.Not.Null);

        calls.Time.Advance(TimeSpan.FromMinutes(45));
        Assert.That(calls.Budgets.Reserving.Reserve(calls.Call(), new CallCost(9, "USD"), out _), Is.Null, "another day");
        calls.Budgets.Record(late, new CallCost(8, "USD"), isAnswered: true, reservation);

        Assert.That((calls.Status().Spent, calls.Status().Reserved, calls.Status().PreviousSpent), Is.EqualTo((0m, 9m, 8m)));
    }

    [Test]
    public void Refusal_ByOneBudget_ReservesNothingOfTheOthers()
    {
        BudgetCalls calls = new(
            BudgetCalls.Budget("wide", 100, configure: budget => budget.RefuseWhenSpent = true),
            BudgetCalls.Budget("tight", 1, configure: budget => budget.RefuseWhenSpent = true));

        var refused = calls.Budgets.Reserving!.Reserve(calls.Call(), new CallCost(2, "USD"), out var reservation);

        Assert.That((refused?.Budget, reservation), Is.EqualTo(("tight", (CallReservation?)null)));
        Assert.That(calls.Budgets.Snapshot().Select(status => (status.Reserved, status.RefusedCalls)), Is.EqualTo(new[] { (0m, 0L), (0m, 1L) }));
    }

    [Test]
    public void Estimate_InAnotherCurrencyOrWithoutAPrice_ReservesNothing()
    {
        BudgetCalls calls = new(BudgetCalls.Budget(amount: 1, configure: budget => budget.RefuseWhenSpent = true));

        Assert.That(calls.Budgets.Reserving!.Reserve(calls.Call(), new CallCost(2, "RUB"), out var foreign), Is.Null);
        Assert.That(calls.Budgets.Reserving.Reserve(calls.Call(), estimate: null, out var unknown), Is.Null);
        Assert.That((foreign, unknown), Is.EqualTo(((CallReservation?)null, (CallReservation?)null)));
    }

    /// <summary>One call: refused, or it ends well, without a cost, or with one that comes later.</summary>
    /// <returns>What it cost.</returns>
    private static decimal Course(BudgetCalls calls, Random random, int number, ref int refused)
    {
        var call = calls.Call(scope: BudgetCalls.User("u" + (number % 4)));
        var estimate = random.Next(1, 200) / 100m;
        if (calls.Budgets.Reserving!.Reserve(call, new CallCost(estimate, "USD"), out var reservation) is not null)
        {
            Interlocked.Increment(ref refused);
            return 0;
        }

        var cost = estimate * random.Next(0, 101) / 100;
        switch (random.Next(3))
        {
            case 0:
                calls.Budgets.Record(call, new CallCost(cost, "USD"), isAnswered: true, reservation);
                reservation!.End();
                return cost;
            case 1:
                calls.Budgets.Record(call, cost: null, isAnswered: false, reservation);
                reservation!.End();
                return 0;
            default:
                reservation!.KeepForLateCost();
                var entry = calls.Budgets.Record(call, cost: null, isAnswered: true, reservation) with { Reservation = reservation };
                reservation.End();
                entry.AddCost(cost, "USD");
                return cost;
        }
    }
}
