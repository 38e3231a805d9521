using LlmHttpMetrics.Insights.Budgets.Periods;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Periods;

/// <summary>A period is empty only if nothing at all happened in it.</summary>
public sealed class PeriodSpendTests
{
    [Test]
    public void IsEmpty_OfANewPeriod_IsTrue() => Assert.That(new PeriodSpend(default).IsEmpty, Is.True);

    [Test]
    public void IsEmpty_WithOnlyOneFigure_IsFalse()
    {
        Assert.That(new PeriodSpend(default) { Calls = 1 }.IsEmpty, Is.False, "calls without a price");
        Assert.That(new PeriodSpend(default) { Refused = 1 }.IsEmpty, Is.False, "calls that were refused");
        Assert.That(new PeriodSpend(default) { Spent = 1 }.IsEmpty, Is.False, "an amount that was restored");
        Assert.That(new PeriodSpend(default) { Reserved = 1 }.IsEmpty, Is.False, "calls that have not ended");
    }

    [TestCase(9, false)]
    [TestCase(10, true)]
    [TestCase(19, true)]
    [TestCase(20, false)]
    public void Holds_OfABoundary_IsOfThePeriodThatBegins(long instant, bool holds) =>
        Assert.That(new PeriodBounds(10, 20).Contains(instant), Is.EqualTo(holds));
}
