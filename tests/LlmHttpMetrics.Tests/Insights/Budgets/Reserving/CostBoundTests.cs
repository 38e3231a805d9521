using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Tests.Pricing;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>What a call will cost, and what it can cost at most, worked by hand.</summary>
public sealed class CostBoundTests
{
    private static readonly PricedModel Model = new("p", "m", "m", At: 1);

    private static readonly Usage Thousand = new() { Input = 1000, Output = 1000, IsServed = true, Confidence = 1 };

    [Test]
    public void Of_AModelWithoutAPrice_IsNone()
    {
        var book = Prices.Book(Prices.Of("p", "other", 1));

        Assert.That(ExpectedCost.Of(book, Model, Thousand), Is.Null);
        Assert.That(ExpectedCost.AtMost(book, Model, Thousand, InputKinds.None), Is.Null);
    }

    [Test]
    public void Of_APriceThatDoesNotCoverTheUsage_IsNone()
    {
        var price = Price();
        (price.Input, price.Output, price.Characters) = (null, null, 15m);

        Assert.That(ExpectedCost.Of(Prices.Book(price), Model, Thousand), Is.Null);
        Assert.That(ExpectedCost.AtMost(Prices.Book(price), Model, Thousand, InputKinds.None), Is.Null);
    }

    [Test]
    public void AtMost_OfAPriceOfRequests_IsThat()
    {
        var price = Price();
        (price.Input, price.Output, price.Request) = (null, null, 0.25m);

        Assert.That(ExpectedCost.AtMost(Prices.Book(price), Model, Thousand, InputKinds.None), Is.EqualTo((0.25m, "EUR")));
    }

    [Test]
    public void Of_Tokens_IsTheirCostInItsCurrency() => Assert.That(ExpectedCost.Of(Prices.Book(Price()), Model, Thousand), Is.EqualTo((0.003m, "EUR")));

    [TestCase(nameof(LlmRates.Reasoning), InputKinds.None, 0.011)]
    [TestCase(nameof(LlmRates.OutputAudio), InputKinds.None, 0.011)]
    [TestCase(nameof(LlmRates.OutputImage), InputKinds.None, 0.011)]
    [TestCase(nameof(LlmRates.CacheWrite), InputKinds.None, 0.003)]
    [TestCase(nameof(LlmRates.CacheWrite), InputKinds.Media, 0.003)]
    [TestCase(nameof(LlmRates.CacheWrite), InputKinds.CacheWrites, 0.012)]
    [TestCase(nameof(LlmRates.CacheWrite5m), InputKinds.CacheWrites, 0.012)]
    [TestCase(nameof(LlmRates.CacheWrite1h), InputKinds.CacheWrites, 0.012)]
    [TestCase(nameof(LlmRates.InputAudio), InputKinds.None, 0.003)]
    [TestCase(nameof(LlmRates.InputAudio), InputKinds.CacheWrites, 0.003)]
    [TestCase(nameof(LlmRates.InputAudio), InputKinds.Media, 0.012)]
    [TestCase(nameof(LlmRates.InputImage), InputKinds.Media, 0.012)]
    [TestCase(nameof(LlmRates.InputImage), InputKinds.Media | InputKinds.CacheWrites, 0.012)]
    [TestCase(nameof(LlmRates.Request), InputKinds.None, 10.003)]
    public void AtMost_OfAMoreExpensiveKind_IsByItsRateIfItMayOccur(string kind, object kinds, double amount)
    {
        var price = Price();
        RateKind.Named(kind)!.Set(price, 10m);

        Assert.That(ExpectedCost.AtMost(Prices.Book(price), Model, Thousand, (InputKinds)kinds), Is.EqualTo(((decimal)amount, "EUR")));
    }

    [Test]
    public void AtMost_OfACheaperKind_IsByTheUsualRate()
    {
        var price = Price();
        (price.CacheWrite, price.CacheWrite1h, price.InputAudio, price.InputImage, price.Reasoning) = (0.1m, 0.1m, 0.1m, 0.1m, 0.1m);

        Assert.That(
            ExpectedCost.AtMost(Prices.Book(price), Model, Thousand, InputKinds.CacheWrites | InputKinds.Media), Is.EqualTo((0.003m, "EUR")));
    }

    [TestCase("flex", 0.003, Description = "it may be served at the usual price")]
    [TestCase("priority", 0.006)]
    [TestCase(null, 0.003)]
    public void AtMost_OfATier_IsTheMoreExpensiveOfItAndTheUsualOne(string? tier, double amount)
    {
        var price = Price();
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m, Output = 1 };
        price.ServiceTiers["priority"] = new LlmTierRates { Input = 2, Output = 4 };

        Assert.That(
            ExpectedCost.AtMost(Prices.Book(price), Model, Thousand with { Served = new(tier) }, InputKinds.None), Is.EqualTo(((decimal)amount, "EUR")));
    }

    [Test]
    public void AtMost_OfInputAlone_HasNoOutput() =>
        Assert.That(ExpectedCost.AtMost(Prices.Book(Price()), Model, Thousand with { Output = null }, InputKinds.None), Is.EqualTo((0.001m, "EUR")));

    /// <summary>One for a million tokens of input, two for a million of output.</summary>
    private static LlmPrice Price() => new() { Provider = "p", Model = "m", Currency = "EUR", Source = "test", Input = 1, Output = 2 };
}
