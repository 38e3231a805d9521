using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>Prices for hours of the week.</summary>
public sealed class PriceHoursTests
{
    private const string Peak = "Mon-Fri 01:00-04:00, 06:00-10:00";

    [TestCase("2026-12-01T00:59:59", 1)]
    [TestCase("2026-12-01T01:00:00", 2)]
    [TestCase("2026-12-01T03:59:59", 2)]
    [TestCase("2026-12-01T04:00:00", 1)]
    [TestCase("2026-12-01T06:00:00", 2)]
    [TestCase("2026-12-01T10:00:00", 1)]
    [TestCase("2026-12-04T09:00:00", 2)]
    [TestCase("2026-12-05T09:00:00", 1)]
    [TestCase("2026-12-06T09:00:00", 1)]
    public void Price_IsThatOfTheHour(string at, int input)
    {
        var book = Book();

        Assert.That(Input(book, at), Is.EqualTo(input));
    }

    [Test]
    public void Price_ThatIsRemembered_IsThatOfItsHour()
    {
        var book = Book();
        var start = Prices.Day("2026-11-30");

        for (var quarter = 0; quarter < 14 * 24 * 4; quarter++)
        {
            var at = start + (quarter * TimeSpan.FromMinutes(15).Ticks);
            var time = new DateTime(at);
            var isPeak = time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (time.Hour is 1 or 2 or 3 or 6 or 7 or 8 or 9);
            Assert.That(book.Find(new PricedModel("p", "m", null, at))!.Row.Rates(default, 0, out _).Input * 1_000_000, Is.EqualTo(
                isPeak ? 2 : 1), $"{time:O}");
        }
    }

    [TestCase("00:00-24:00", true)]
    [TestCase("Sat 08:00-09:00", true)]
    [TestCase("fri-mon 08:00-09:00", true)]
    [TestCase("", false)]
    [TestCase("Mon-Fri", false)]
    [TestCase("Mon-Xyz 08:00-09:00", false)]
    [TestCase("09:00-08:00", false)]
    [TestCase("8-9", false)]
    [TestCase("08:00-09:00,", false)]
    public void Text_IsHours(string text, bool isHours) => Assert.That(PriceHours.Parse(text) is not null, Is.EqualTo(isHours));

    [Test]
    public void Days_MayGoOverTheEndOfTheWeek()
    {
        var hours = PriceHours.Parse("Fri-Mon 08:00-09:00")!;
        var week = Enumerable.Range(0, 7).Select(day => Prices.Day("2026-12-06") + (day * TimeSpan.TicksPerDay) + TimeSpan.FromHours(8).Ticks);

        Assert.That(week.Select(hours.Holds), Is.EqualTo(new[] { true, true, false, false, false, true, true }));
    }

    private static PriceBook Book()
    {
        var peak = Prices.Of("p", "m", 2);
        peak.Hours = Peak;
        return Prices.Book(Prices.Of("p", "m", 1), peak);
    }

    private static decimal Input(PriceBook book, string at) =>
        book.Find(new PricedModel("p", "m", null, Prices.Day(at)))!.Row.Rates(default, 0, out _).Input * 1_000_000;
}
