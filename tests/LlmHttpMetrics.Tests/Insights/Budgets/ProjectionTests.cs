using static LlmHttpMetrics.Tests.Insights.Budgets.BudgetCalls;

namespace LlmHttpMetrics.Tests.Insights.Budgets;

/// <summary>Burn rate and projections, worked by hand.</summary>
public sealed class ProjectionTests
{
    [Test]
    public void BurnRate_IsOfTheLastHour()
    {
        BudgetCalls calls = new(Budget());
        calls.Time.Advance(TimeSpan.FromHours(3));
        calls.Add(100, call: calls.Call(at: calls.Now.AddHours(-2)));
        for (var i = 0; i < 6; i++)
        {
            calls.Add(1);
            calls.Time.Advance(TimeSpan.FromMinutes(10));
        }

        // 17:00: the slices from 16:05 on, 55 minutes, hold five of the six.
        Assert.That(calls.Status().BurnRate, Is.EqualTo(decimal.Round(5m / (55m / 60m), 10)));
        calls.Time.Advance(TimeSpan.FromHours(2));
        Assert.That(calls.Status().BurnRate, Is.Zero);
    }

    [TestCase(0, 12)]
    [TestCase(5, 12)]
    [TestCase(20, 3)]
    public void BurnRate_OfAYoungProcess_IsOfItsAge(int minutes, int rate)
    {
        BudgetCalls calls = new(Budget());
        calls.Add(1);
        calls.Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(calls.Status().BurnRate, Is.EqualTo(rate));
    }

    [Test]
    public void Projection_OfADay_GoesOnAsTheLast24Hours()
    {
        BudgetCalls calls = new(Budget());
        calls.Time.Advance(TimeSpan.FromHours(35));
        calls.Add(23, call: calls.Call(at: calls.Now.AddHours(-20)));
        calls.Add(7, call: calls.Call(at: calls.Now.AddHours(-30)));
        calls.Time.Advance(TimeSpan.FromHours(6));
        calls.Add(2);

        // 06:00 of the third; the slices from 07:00 of the second on, 23 hours, hold the 2 alone, and 18 hours are left.
        Assert.That(calls.Status().Projection, Is.EqualTo(decimal.Round(2 + (2m / 23 * 18), 10)));
    }

    [Test]
    public void Projection_OfAMonth_GoesOnAsTheLast7Days()
    {
        BudgetCalls calls = new(Budget(period: LlmBudgetPeriod.Month));
        calls.Time.Advance(TimeSpan.FromHours(11) + TimeSpan.FromDays(19));
        calls.Add(1000, call: calls.Call(at: calls.Now.AddDays(-8)));
        calls.Add(81, call: calls.Call(at: calls.Now.AddDays(-1)));

        // 00:00 of the 21st: the slices of 6.75 days hold 81, and 11 days are left.
        var status = calls.Status();
        Assert.That((status.Spent, status.Projection, status.MonthProjection), Is.EqualTo((1081m, 1081m + (81m / 6.75m * 11), 1081m + (81m / 6.75m * 11))));
    }

    [Test]
    public void MonthProjection_OfADaysBudget_IsOfTheMonth()
    {
        BudgetCalls calls = new(Budget());
        calls.Time.Advance(TimeSpan.FromHours(24));
        calls.Add(6, call: calls.Call(at: calls.Now.AddHours(-24)));
        calls.Add(6);

        // 13:00 of the second: a day of 12, and 29 days and 11 hours are left.
        var status = calls.Status();
        Assert.That((status.Spent, status.MonthSpent, status.MonthProjection), Is.EqualTo((6m, 12m, 12m + (0.5m * ((29 * 24) + 11)))));
        Assert.That(status.Projection, Is.EqualTo(decimal.Round(6 + (6m / 23 * 11), 10)), "of the last 23 hours of slices");
    }

    [Test]
    public void Projection_OfAProcessOfMinutes_IsAsOfAnHour()
    {
        BudgetCalls calls = new(Budget());
        calls.Add(1);

        Assert.That(calls.Status().Projection, Is.EqualTo(1 + 11));
    }

    [Test]
    public void Rates_AfterARestore_ReachBackToIt()
    {
        BudgetCalls calls = new(Budget());
        calls.Budgets.Restore("all", 10, calls.Now.AddHours(-10));

        Assert.That((calls.Status().Projection, calls.Status().BurnRate), Is.EqualTo((10m + 11, 0m)));
    }
}
