using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>An answer of several passes costs what each of them does.</summary>
public sealed class CostOfPassesTests
{
    private static readonly Usage Served = new() { IsServed = true, Confidence = 1 };

    private static readonly PricedModel Model = new("p", "m", "m", At: 1);

    [Test]
    public void Passes_AreChargedByTheirOwnLengths()
    {
        var price = Prices.Of("p", "m", 1);
        price.Above.Add(new LlmContextRates { InputTokens = 1_000_000, Input = 2 });
        var cost = Cost([price], Pass(null, 900_000, 0), Pass(null, 400_000, 0));

        Assert.That((cost.Amount, cost.Confidence, cost.Doubts), Is.EqualTo((1.3m, 1.0, CostDoubts.None)), "no pass is long");
    }

    [Test]
    public void Pass_OfAnotherModel_IsPricedByThat()
    {
        var (own, other) = (Prices.Of("p", "m", 1), Prices.Of("p", "advisor", 10));
        other.Output = 50;
        var cost = Cost([own, other], Pass(null, 1_000_000, 0), Pass("advisor", 100_000, 10_000));

        Assert.That((cost.Amount, cost.Confidence), Is.EqualTo((2.5m, 1.0)));
        Assert.That(CostOfUsage.Parts(Served, cost), Is.EqualTo(new CostParts(Input: 2, Output: 0.5m)));
    }

    [Test]
    public void Pass_OfAModelWithoutAPrice_IsMissingAndSaysSo()
    {
        var cost = Cost([Prices.Of("p", "m", 1)], Pass(null, 1_000_000, 0), Pass("advisor", 100_000, 10_000));

        Assert.That((cost.Amount, cost.Confidence, cost.Doubts), Is.EqualTo((1m, 0.5, CostDoubts.Pass)));
    }

    [Test]
    public void Pass_PricedInAnotherCurrency_IsMissing()
    {
        var other = Prices.Of("p", "advisor", 10);
        other.Currency = "EUR";

        Assert.That(Cost([Prices.Of("p", "m", 1), other], Pass(null, 1_000_000, 0), Pass("advisor", 100_000, 10_000)).Doubts, Is.EqualTo(CostDoubts.Pass));
    }

    [Test]
    public void Request_IsChargedOnce()
    {
        var price = Prices.Of("p", "m", 1);
        price.Request = 0.25m;

        Assert.That(Cost([price], Pass(null, 1_000_000, 0), Pass(null, 1_000_000, 0)).Amount, Is.EqualTo(2.25m));
    }

    private static PassUsage Pass(string? model, long input, long output) => new(model, Served with { Input = input, Output = output });

    private static Cost Cost(LlmPrice[] prices, params PassUsage[] passes)
    {
        var book = Prices.Book(prices);
        var own = passes.Where(pass => pass.Model is null).ToArray();
        var usage = Served with { Input = own.Sum(pass => pass.Usage.Input), Output = own.Sum(pass => pass.Usage.Output), Passes = passes };
        return CostOfPasses.TryPrice(book, Model, usage, book.Find(Model)!, out var cost) ? cost : throw new InvalidOperationException("It has no cost.");
    }
}
