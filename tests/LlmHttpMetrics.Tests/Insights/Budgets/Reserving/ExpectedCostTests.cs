using LlmHttpMetrics.Insights.Budgets.Reserving;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Insights.Budgets.Reserving;

/// <summary>The most that a call can cost is never less than what a call within its bounds costs.</summary>
public sealed class ExpectedCostTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void AtMost_IsAboveEveryCostWithinItsTokens(int seed)
    {
        Random random = new(seed);
        for (var i = 0; i < 2000; i++)
        {
            var book = Book(random);
            PricedModel model = new("p", "m", "m", new DateTime(2026, 3, 1).Ticks);
            Usage bounds = new()
            {
                Input = random.Next(0, 300_000),
                Output = random.Next(0, 10_000),
                IsServed = true,
                Served = new(Tier: random.Next(2) == 0 ? "flex" : null)
            };
            var most = ExpectedCost.AtMost(book, model, bounds, InputKinds.CacheWrites | InputKinds.Media);

            var used = Within(bounds, random);
            Assert.That(CostOfUsage.TryPrice(used, book.Find(model)!, out var cost));
            Assert.That(most!.Value.Amount, Is.GreaterThanOrEqualTo(cost.Amount), $"{used}");
        }
    }

    private static Usage Within(Usage bounds, Random random)
    {
        Usage used = new()
        {
            IsServed = true,
            Served = bounds.Served,
            Input = random.NextInt64(0, bounds.Input!.Value + 1),
            Output = random.NextInt64(0, bounds.Output!.Value + 1)
        };
        used.CacheRead = random.NextInt64(0, used.Input.Value + 1);
        used.CacheWrite = random.NextInt64(0, used.Input.Value - used.CacheRead + 1);
        used.CacheWrite1h = random.NextInt64(0, used.CacheWrite + 1);
        used.Reasoning = random.NextInt64(0, used.Output.Value + 1);
        return used;
    }

    private static PriceBook Book(Random random)
    {
        decimal Rate() => random.Next(1, 100) / 10m;
        var input = Rate();
        LlmPrice price = new()
        {
            Provider = "*", Model = "*", Currency = "USD", Source = "test", Input = input, Output = Rate(), CacheRead = input / 2,
            CacheWrite = Rate(), CacheWrite1h = Rate(), Reasoning = Rate(), Request = Rate(),
        };
        price.Above.Add(new LlmContextRates { InputTokens = 200_000, Input = input * 2, Output = price.Output * 2, CacheWrite = price.CacheWrite * 2 });
        price.ServiceTiers["flex"] = new LlmTierRates { Input = input / 2, Output = price.Output / 2 };
        return Tests.Pricing.Prices.Book(price);
    }
}
