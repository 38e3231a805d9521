using LlmHttpMetrics.Pricing;
using LlmHttpMetrics.Wire;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>How an answer was served chooses among the prices of a row, and what has none is said.</summary>
public sealed class PriceVariantsTests
{
    private static readonly Usage Million = new() { IsServed = true, Confidence = 1, Input = 1_000_000, Output = 0 };

    [TestCase(null, null, null, 1, 1)]
    [TestCase("standard", "standard", "global", 1, 1)]
    [TestCase("standard", null, "not_available", 1, 1)]
    [TestCase("flex", null, null, 0.5, 1)]
    [TestCase("provisioned", null, null, 1, 0.5, LlmCostDoubts.TierWithoutPrice)]
    [TestCase(null, "fast", null, 6, 1)]
    [TestCase(null, "FAST", "US", 6.6, 1)]
    [TestCase(null, null, "us", 1.1, 1)]
    [TestCase("flex", null, "us", 0.55, 1)]
    [TestCase(null, "optimized", null, 1, 0.5, LlmCostDoubts.SpeedWithoutPrice)]
    [TestCase(null, null, "eu", 1, 0.5, LlmCostDoubts.RegionWithoutPrice)]
    [TestCase("flex", "fast", null, 6, 0.5, LlmCostDoubts.TierWithoutPrice)]
    [TestCase("priority", "slow", "mars", 1, 0.125, LlmCostDoubts.TierWithoutPrice, LlmCostDoubts.SpeedWithoutPrice, LlmCostDoubts.RegionWithoutPrice)]
    public void Price_IsThatOfHowTheAnswerWasServed(string? tier, string? speed, string? region, double amount, double confidence, params string[] doubts)
    {
        var cost = Prices.Cost(Price(), Million with { Served = new(tier, speed, region) });

        Assert.That((cost.Amount, cost.Confidence), Is.EqualTo(((decimal)amount, confidence)));
        Assert.That(cost.Doubts.Words(), Is.EqualTo(doubts));
    }

    [TestCase("us", null, 1.1, 1)]
    [TestCase("mars", null, 2, 1)]
    [TestCase("mars", "us", 1.1, 1)]
    [TestCase("mars", "global", 1, 1)]
    [TestCase("global", null, 1, 1)]
    [TestCase(null, null, 1, 1)]
    public void Location_CountsWhereTheAnswerDoesNotTell(string? location, string? region, double amount, double confidence)
    {
        var price = Price();
        price.Regions["*"] = 2;
        var cost = Prices.Cost(price, Million with { Served = new(Region: region, Location: location) });

        Assert.That((cost.Amount, cost.Confidence), Is.EqualTo(((decimal)amount, confidence)));
    }

    [Test]
    public void Tier_OfAnyNameOfTheRegularOne_IsNoDoubt([Values("default", "standard", "auto", "on_demand", "on-demand", "ondemand", "AUTO")] string tier) =>
        AssertRegular(new(Tier: tier));

    [Test]
    public void Speed_OfAnyNameOfTheRegularOne_IsNoDoubt([Values("standard", "default", "Standard")] string speed) => AssertRegular(new(Speed: speed));

    [Test]
    public void Region_OfAnyNameOfTheRegularOneOrOfNone_IsNoDoubt([Values("global", "default", "not_available", "", "GLOBAL")] string region) =>
        AssertRegular(new(Region: region));

    [Test]
    public void Region_WithoutAValue_LeavesTheLocation([Values("not_available", "")] string region) =>
        Assert.That(Prices.Cost(Price(), Million with { Served = new(Region: region, Location: "us") }).Amount, Is.EqualTo(1.1m));

    [TestCase(100_000, 0.1)]
    [TestCase(200_000, 0.8)]
    public void Tier_WithoutRates_KeepsThePricesOfLongInputs(long input, double amount)
    {
        var price = Price();
        price.ServiceTiers["priority"] = new LlmTierRates();
        price.Above.Add(new LlmContextRates { InputTokens = 150_000, Input = 4 });
        var cost = Prices.Cost(price, Million with { Input = input, Served = new("priority") });

        Assert.That((cost.Amount, cost.Doubts), Is.EqualTo(((decimal)amount, CostDoubts.None)));
    }

    [Test]
    public void Location_WithoutAPrice_IsNoDoubt() =>
        Assert.That(Prices.Cost(Price(), Million with { Served = new(Location: "mars") }).Doubts, Is.EqualTo(CostDoubts.None));

    [Test]
    public void Region_MultipliesTokensAndLongInputs_AndNoRequest()
    {
        var price = Price();
        price.Request = 3;
        price.Above.Add(new LlmContextRates { InputTokens = 500_000, Input = 2 });

        Assert.That(Prices.Cost(price, Million with { Served = new(Region: "us") }).Amount, Is.EqualTo(5.2m));
        Assert.That(Prices.Cost(price, Million with { Input = 10, Output = 0, Served = new(Region: "us") }).Amount, Is.EqualTo(3.000011m));
    }

    [Test]
    public void Confidence_OfAnAnswerNotReadToItsEnd_SaysSo()
    {
        var cost = Prices.Cost(Price(), Million with { Confidence = 0.5, Doubts = CostDoubts.Unfinished });

        Assert.That((cost.Confidence, cost.Doubts.Words().Single()), Is.EqualTo((0.5, LlmCostDoubts.IncompleteAnswer)));
    }

    [TestCase(1000, 0, 0.0002)]
    [TestCase(1000, 1000, 0.0001)]
    [TestCase(1000, 400, 0.00016)]
    public void CachedAudio_HasAPriceOfItsOwn(int read, int textRead, double ofCache)
    {
        var price = Prices.Of("p", "m", 0.3m);
        (price.InputAudio, price.CacheRead, price.CacheReadAudio) = (1m, 0.1m, 0.2m);
        var usage = Million with { Input = 1500, CacheRead = read, CachedAudio = read - textRead, InputAudio = read - textRead };
        var parts = Prices.Parts(price, usage);

        Assert.That((parts.CacheRead, parts.Input), Is.EqualTo(((decimal)ofCache, 0.00015m)));
    }

    [Test]
    public void CachedAudio_WithoutAPrice_IsDoubted()
    {
        var price = Prices.Of("p", "m", 0.3m);
        (price.InputAudio, price.CacheRead) = (1m, 0.1m);
        var cost = Prices.Cost(price, Million with { Input = 1500, CacheRead = 1000, CachedAudio = 1000, InputAudio = 1000 });

        Assert.That((cost.Amount, cost.Confidence, cost.Doubts), Is.EqualTo((0.00025m, 0.5, CostDoubts.CachedAudio)));
    }

    private static void AssertRegular(ServedAs served)
    {
        var price = Price();
        price.Regions["*"] = 2;
        var cost = Prices.Cost(price, Million with { Served = served });

        Assert.That((cost.Amount, cost.Confidence, cost.Doubts), Is.EqualTo((1m, 1d, CostDoubts.None)));
    }

    private static LlmPrice Price()
    {
        var price = Prices.Of("p", "m", 1);
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m };
        price.Speeds["fast"] = new LlmTierRates { Input = 6 };
        price.Regions["us"] = 1.1m;
        return price;
    }
}
