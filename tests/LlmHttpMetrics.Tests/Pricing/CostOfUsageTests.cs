using FsCheck;
using FsCheck.Fluent;
using LlmHttpMetrics.Pricing;

namespace LlmHttpMetrics.Tests.Pricing;

/// <summary>What usage costs, worked by hand.</summary>
public sealed class CostOfUsageTests
{
    private const int Many = 5000;

    private static readonly Usage Served = new() { IsServed = true, Confidence = 1 };

    [Test]
    public void Cost_OfCachedInput_ChargesItOnce()
    {
        var price = Price(rates => (rates.Input, rates.CacheRead, rates.Output) = (0.40m, 0.10m, 1.60m));

        // 600 fresh at 0.40, 400 cached at 0.10, 500 out at 1.60, each for a million.
        Assert.That(Prices.Cost(price, Served with { Input = 1000, CacheRead = 400, Output = 500 }).Amount, Is.EqualTo(0.00108m));
    }

    [Test]
    public void Cost_OfCacheWrites_ChargesEachLifetimeOnce()
    {
        var price = Price(rates => (rates.Input, rates.CacheRead, rates.CacheWrite5m, rates.CacheWrite1h, rates.Output) = (3m, 0.30m, 3.75m, 6m, 15m));
        var usage = Served with { Input = 1000, CacheRead = 100, CacheWrite = 500, CacheWrite5m = 300, CacheWrite1h = 150, Output = 10 };

        // 400 at 3, 100 at 0.30, 300 and the 50 without a reported lifetime at 3.75, 150 at 6, 10 at 15.
        Assert.That(Prices.Cost(price, usage).Amount, Is.EqualTo(0.0035925m));
    }

    [Test]
    public void Cost_OfCachedInput_TellsWhatTheCacheSavedAndWhatWritingItTook()
    {
        var price = Price(rates => (rates.Input, rates.CacheRead, rates.CacheWrite5m, rates.CacheWrite1h, rates.Output) = (3m, 0.30m, 3.75m, 6m, 15m));
        var usage = Served with { Input = 1000, CacheRead = 100, CacheWrite = 500, CacheWrite5m = 300, CacheWrite1h = 150, Output = 10 };

        // 100 at 2.70 less; 350 at 0.75 more and 150 at 3 more.
        Assert.That(Cache(price, usage), Is.EqualTo((0.00027m, 0.0007125m)));
        Assert.That(Prices.Parts(price, usage).Sum, Is.EqualTo(0.0035925m), "neither is a cost of its own");
    }

    [Test]
    public void Cost_OfACacheWithoutAPrice_SavesNothing()
    {
        var price = Price(rates => (rates.Input, rates.Output) = (3m, 15m));

        Assert.That(Cache(price, Served with { Input = 1000, CacheRead = 100, CacheWrite = 500 }), Is.EqualTo((0m, 0m)));
    }

    [Test]
    public void Cost_OfTokensToldTwice_SavesOnThoseThatThereAre()
    {
        var price = Price(rates => (rates.Input, rates.CacheRead, rates.CacheWrite) = (3m, 0.30m, 3.75m));

        // 80 at 2.70 less; the 20 that are left at 0.75 more.
        Assert.That(Cache(price, Served with { Input = 100, CacheRead = 80, CacheWrite = 80 }), Is.EqualTo((0.000216m, 0.000015m)));
    }

    [TestCase(null, 0.0006)]
    [TestCase(1.0, 0.0003)]
    [TestCase(4.0, 0.0009)]
    public void Cost_OfReasoning_IsInsideTheOutput(double? reasoning, double cost)
    {
        var price = Price(rates => (rates.Output, rates.Reasoning) = (2m, (decimal?)reasoning));

        Assert.That(
            Prices.Cost(price, Served with { Output = 300, Reasoning = 150 }).Amount,
            Is.EqualTo(reasoning is null ? 0.0006m : (150m * 2 + 150m * (decimal)reasoning) / 1_000_000));
        Assert.That(cost, Is.Positive);
    }

    [TestCase(199_999, 1)]
    [TestCase(200_000, 1)]
    [TestCase(200_001, 2)]
    [TestCase(500_000, 2)]
    [TestCase(500_001, 4)]
    public void Cost_OfLongInput_SwitchesTheWholeCall(long input, int times)
    {
        var price = Price(rates => (rates.Input, rates.Output) = (1.25m, 10m));
        price.Above.Add(new LlmContextRates { InputTokens = 200_000, Input = 2.50m, Output = 20m });
        price.Above.Add(new LlmContextRates { InputTokens = 500_000, Input = 5m, Output = 40m });

        Assert.That(Prices.Cost(price, Served with { Input = input, Output = 1000 }).Amount, Is.EqualTo(((input * 1.25m) + (1000 * 10m)) * times / 1_000_000));
    }

    [TestCase("flex", 0.5, 1)]
    [TestCase("FLEX", 0.5, 1)]
    [TestCase("default", 1, 1)]
    [TestCase(null, 1, 1)]
    [TestCase("scale", 1, 0.5)]
    [TestCase("priority", 1, 1)]
    public void Cost_IsOfTheTierServed(string? tier, double times, double confidence)
    {
        var price = Price(rates => (rates.Input, rates.CacheRead, rates.Output) = (1m, 0.5m, 2m));
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m, Output = 1m, CacheRead = 0.25m };
        price.ServiceTiers["priority"] = new LlmTierRates();
        var cost = Prices.Cost(price, Served with { Input = 1000, CacheRead = 100, Output = 10, Served = new(tier) });

        Assert.That((cost.Amount, cost.Confidence), Is.EqualTo((0.00097m * (decimal)times, confidence)));
    }

    [Test]
    public void Cost_OfATier_KeepsWhatItLeavesOut()
    {
        var price = Price(rates => (rates.Input, rates.Output) = (1m, 2m));
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m };

        Assert.That(Prices.Cost(price, Served with { Input = 1000, Output = 1000, Served = new("flex") }).Amount, Is.EqualTo(0.0025m));
    }

    [TestCase(false, 0.1)]
    [TestCase(true, 0.4)]
    public void Cost_OfLongInputInATier_IsTheTiersOwn(bool hasOwn, double cost)
    {
        var price = Price(rates => rates.Input = 1m);
        price.Above.Add(new LlmContextRates { InputTokens = 100_000, Input = 2m });
        price.ServiceTiers["flex"] = new LlmTierRates { Input = 0.5m };
        if (hasOwn)
        {
            price.ServiceTiers["flex"].Above.Add(new LlmContextRates { InputTokens = 100_000, Input = 2m });
        }

        Assert.That(Prices.Cost(price, Served with { Input = 200_000, Served = new("flex") }).Amount, Is.EqualTo((decimal)cost));
    }

    [Test]
    public void Cost_OfMedia_IsByItsKind()
    {
        var price = Price(rates => (rates.Input, rates.InputAudio, rates.Output, rates.OutputAudio, rates.OutputImage) = (2.5m, 40m, 10m, 80m, 30m));
        var usage = Served with { Input = 1000, InputAudio = 600, InputImage = 100, Output = 500, OutputAudio = 200, OutputImage = 100 };

        // 300 of text and 100 of images at 2.50, 600 at 40; 200 of text at 10, 200 at 80, 100 at 30.
        Assert.That(Prices.Cost(price, usage).Amount, Is.EqualTo(0.046m));
    }

    [Test]
    public void Cost_OfImages_IsByTheirOwnRate_LessThoseReadFromACache()
    {
        var price = Price(rates => (rates.Input, rates.InputImage, rates.CacheRead) = (2m, 8m, 1m));

        // 400 of the 500 image tokens at 8, 400 of text at 2, 200 read from a cache at 1.
        Assert.That(
            Prices.Parts(price, Served with { Input = 1000, InputImage = 500, CacheRead = 200, CachedImage = 100 }),
            Is.EqualTo(new CostParts(Input: 0.004m, CacheRead: 0.0002m)));
    }

    [Test]
    public void Cost_OfAudio_IsByItsOwnRate_LessThatReadFromACache()
    {
        var price = Price(rates => (rates.Input, rates.InputAudio, rates.CacheRead, rates.CacheReadAudio) = (2m, 8m, 1m, 4m));

        // 400 of the 500 audio tokens at 8, 400 of text at 2; 100 of audio read from a cache at 4, 100 of text at 1.
        Assert.That(
            Prices.Parts(price, Served with { Input = 1000, InputAudio = 500, CacheRead = 200, CachedAudio = 100 }),
            Is.EqualTo(new CostParts(Input: 0.004m, CacheRead: 0.0005m)));
    }

    [Test]
    public void Cost_OfToolsInThePrompt_IsInput() =>
        Assert.That(Prices.Cost(Price(rates => rates.Input = 1m), Served with { Input = 1000, ToolUseInput = 500 }).Amount, Is.EqualTo(0.0015m));

    [Test]
    public void Cost_PerRequest_IsAddedToThatOfTokens()
    {
        var price = Price(rates => (rates.Input, rates.Output, rates.Request) = (1m, 1m, 0.005m));
        var usage = Served with { Input = 10, Output = 10 };
        var cost = Prices.Cost(price, usage);

        Assert.That((cost.Amount, cost.Method, Prices.Parts(price, usage).Request), Is.EqualTo((0.00502m, LlmCostMethods.TokenBased, 0.005m)));
    }

    [Test]
    public void Cost_PerThousand_IsExact()
    {
        var price = Price(rates => (rates.Input, rates.Output) = (0.20m, 0.20m));
        (price.Per, price.Currency) = (1000, "RUB");
        var cost = Prices.Cost(price, Served with { Input = 37, Output = 126 });

        Assert.That((cost.Amount, cost.Currency), Is.EqualTo((0.0326m, "RUB")));
    }

    [Test]
    public void Cost_OfCharacters_IsCapacityBased()
    {
        var cost = Prices.Cost(Price(rates => rates.Characters = 15m), Served with { Characters = 4096 });

        Assert.That((cost.Amount, cost.Method, cost.Confidence), Is.EqualTo((0.06144m, LlmCostMethods.CapacityBased, 1d)));
    }

    [Test]
    public void Cost_OfCharactersAndARequest_IsTheSumOfBoth()
    {
        var price = Price(rates => (rates.Characters, rates.Request) = (15m, 0.25m));
        var usage = Served with { Characters = 4096 };

        Assert.That(Prices.Cost(price, usage).Amount, Is.EqualTo(0.31144m));
        Assert.That(Prices.Parts(price, usage), Is.EqualTo(new CostParts(Characters: 0.06144m, Request: 0.25m)));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Cost_OfCharacters_IsOfAnAnswerThatWasServedWithText(long characters, bool isServed)
    {
        var found = Found(rates => rates.Characters = 15m);

        Assert.That(CostOfUsage.TryPrice(Served with { Characters = characters, IsServed = isServed }, found, out _), Is.False);
    }

    [TestCase(1, 0.8, false, 0.8)]
    [TestCase(0.5, 0.8, false, 0.4)]
    [TestCase(0.5, 0.8, true, 0.2)]
    public void Confidence_OfTokens_IsThatOfTheFiguresTheTableAndTheModel(double ofTable, double ofFigures, bool isOfAnother, double confidence)
    {
        var found = Found(rates => rates.Input = 1m, ofTable, isOfAnother);

        Assert.That(CostOfUsage.TryPrice(Served with { Input = 1, Confidence = ofFigures }, found, out var cost), Is.True);
        Assert.That(cost.Confidence, Is.EqualTo(confidence));
        Assert.That(cost.Doubts, Is.EqualTo(isOfAnother ? CostDoubts.AnotherModel : CostDoubts.None));
    }

    [TestCase(false, 0.5)]
    [TestCase(true, 0.25)]
    public void Confidence_OfCharacters_IsNotThatOfTheTokens(bool isOfAnother, double confidence)
    {
        var usage = Served with { Characters = 10, Confidence = 0.1, Doubts = CostDoubts.Tokens, CachedAudio = 1, CacheWrite1h = 1 };
        var found = Found(rates => (rates.Characters, rates.Request) = (15m, 1m), confidence: 0.5, isOfAnother);

        Assert.That(CostOfUsage.TryPrice(usage, found, out var cost), Is.True);
        Assert.That(cost.Confidence, Is.EqualTo(confidence));
        Assert.That(cost.Doubts, Is.EqualTo(isOfAnother ? CostDoubts.AnotherModel : CostDoubts.None));
    }

    [TestCase(0, 1)]
    [TestCase(1, 0.5)]
    public void Confidence_OfWritesForAnHour_IsHalfWhereOnlyShorterOnesHaveAPrice(long written, double confidence)
    {
        var cost = Prices.Cost(Price(rates => (rates.Input, rates.CacheWrite5m) = (3m, 3.75m)), Served with { Input = 100, CacheWrite1h = written });

        Assert.That((cost.Confidence, cost.Doubts), Is.EqualTo((confidence, written > 0 ? CostDoubts.CacheLifetime : CostDoubts.None)));
    }

    [Test]
    public void Cost_OfATokenPriceWithoutTokens_IsNone()
    {
        var found = new FoundPrice(new PriceRow(Price(rates => (rates.Input, rates.Request) = (1m, 0.01m))), new PriceTable("test", []));

        Assert.That(CostOfUsage.TryPrice(Served with { Characters = 100 }, found, out _), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Cost_OfARequestAlone_IsOfThoseServed(bool served)
    {
        var found = new FoundPrice(new PriceRow(Price(rates => rates.Request = 0.002m)), new PriceTable("test", []));

        Assert.That((CostOfUsage.TryPrice(Served with { IsServed = served }, found, out var cost), cost.Amount), Is.EqualTo((served, served ? 0.002m : 0)));
    }

    [Test]
    public void Cost_OfAPriceOfZero_IsZero()
    {
        var cost = Prices.Cost(Price(rates => (rates.Input, rates.Output) = (0m, 0m)), Served with { Input = 5, Output = 5 });

        Assert.That((cost.Amount, cost.Method), Is.EqualTo((0m, LlmCostMethods.TokenBased)));
    }

    /// <summary>Where all kinds have one price, it does not matter which token is of which kind, even where figures contradict each other.</summary>
    [Test]
    public void Cost_OfAnyFigures_ChargesEveryTokenOnce()
    {
        var price = Price(rates =>
        {
            foreach (var kind in RateKind.All.Where(kind => kind.Name is not (nameof(LlmRates.Request) or nameof(LlmRates.Characters))))
            {
                kind.Set(rates, 7m);
            }
        });
        Prop.ForAll<int[]>(
            ArbMap.Default.GeneratorFor<int>().Resize(100_000).ArrayOf(11).ToArbitrary(),
            n =>
            {
                var usage = Served with
                {
                    Input = Math.Abs(n[0]), Output = Math.Abs(n[1]), CacheRead = n[2], CacheWrite = n[3], CacheWrite5m = n[4], CacheWrite1h = n[5],
                    Reasoning = n[6],
                    InputAudio = n[7], InputImage = n[8], OutputAudio = n[9], OutputImage = n[10],
                };
                var amount = Prices.Cost(price, usage).Amount;
                var parts = Prices.Parts(price, usage);
                return amount == (usage.Input + usage.Output) * 7m / 1_000_000 && amount == parts.Sum && parts.Input >= 0 && parts.Output >= 0;
            }).QuickCheckThrowOnFailure();
    }

    /// <summary>Events print amounts to their last digit, zeros included: what is worked out straight is to have those of the parts.</summary>
    [Test]
    public void Cost_OfPlainTokens_IsTheSumOfItsPartsToTheLastDigit() => Prop.ForAll<Usage, LlmPrice>(
        Plain.ToArbitrary(),
        Priced.ToArbitrary(),
        (usage, price) => Digits(Prices.Cost(price, usage).Amount) == Digits(Prices.Parts(price, usage).Sum)).Check(
            Config.QuickThrowOnFailure.WithMaxTest(Many));

    [Test]
    public void CacheSavings_OfPlainTokens_AreWhatTheyWouldHaveCostMore() => Prop.ForAll<Usage, LlmPrice>(
        Plain.ToArbitrary(),
        Priced.ToArbitrary(),
        (usage, price) =>
        {
            var more = Prices.Cost(price, usage with { CacheRead = 0 }).Amount - Prices.Cost(price, usage).Amount;
            return Cache(price, usage) == (Math.Max(0, more), 0m);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Many));

    [Test]
    public void CacheWritePremium_OfAnyWrites_IsWhatTheyCostMore() => Prop.ForAll<Usage, LlmPrice, long[]>(
        Plain.ToArbitrary(),
        Priced.ToArbitrary(),
        Tokens.ArrayOf(3).ToArbitrary(),
        (plain, price, written) =>
        {
            var usage = plain with { CacheWrite = written[0], CacheWrite5m = written[1], CacheWrite1h = written[2] };
            var more = Prices.Cost(price, usage).Amount - Prices.Cost(price, plain).Amount;
            return Cache(price, usage).WritePremium == Math.Max(0, more) && (more == 0 || usage.WritesCache);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Many));

    [Test]
    public void Cost_AndItsPrice_AllocateNothing()
    {
        var book = Prices.Book(Price(rates => (rates.Input, rates.Output) = (1m, 2m)));
        var model = new PricedModel("p", "asked", "m", Prices.Day("2026-01-01"));
        var usage = Served with { Input = 1000, CacheRead = 10, Output = 10, Served = new("default") };
        long allocated = 0;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                _ = CostOfUsage.TryPrice(usage, book.Find(model)!, out _);
            }

            // The last round counts: by then the compiler has done its own allocating.
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero);
    }

    /// <summary>Few tokens and many, none, and fewer than none.</summary>
    private static Gen<long> Tokens => Gen.OneOf(
        Gen.Elements(-1L, 0, 1, 1_000_000_000), Gen.Choose(1, 200_000).Select(tokens => (long)tokens));

    private static Gen<Usage> Plain =>
        from input in Gen.OneOf(Tokens.Select(tokens => (long?)tokens), Gen.Constant<long?>(null))
        from output in Tokens
        from read in Tokens
        select Served with { Input = input, Output = output, CacheRead = read };

    /// <summary>Prices of any number of digits, zero in several forms, and kinds without any.</summary>
    private static Gen<LlmPrice> Priced =>
        from input in Rate
        from output in Rate
        from read in Rate
        from write in Rate
        from writeForAnHour in Rate
        from request in Rate
        from per in Gen.Elements(1, 1000, 1_000_000)
        select WithPer(
            Price(rates => (
                rates.Input,
                rates.Output,
                rates.CacheRead,
                rates.CacheWrite,
                rates.CacheWrite1h,
                rates.Request) = (input, output ?? 0, read, write, writeForAnHour, request)),
            per);

    private static Gen<decimal?> Rate => Gen.OneOf(
        Gen.Elements<decimal?>(null, 0m, 0.00m, 1m, 1.50m, 0.123456789012m),
        Gen.Choose(0, 1_000_000).SelectMany(_ => Gen.Choose(0, 6), (digits, scale) => (decimal?)new decimal(digits, 0, 0, false, (byte)scale)));

    private static LlmPrice WithPer(LlmPrice price, int per)
    {
        price.Per = per;
        return price;
    }

    /// <summary>An amount as it is printed.</summary>
    private static string Digits(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static (decimal Savings, decimal WritePremium) Cache(LlmPrice price, Usage usage)
    {
        var rates = Prices.Cost(price, usage).Rates!;
        return (CostOfUsage.CacheSavings(usage, rates), CostOfUsage.CacheWritePremium(usage, rates));
    }

    private static FoundPrice Found(Action<LlmRates> set, double confidence = 1, bool isOfAnother = false) =>
        new(new PriceRow(Price(set)), new PriceTable("test", [], confidence), isOfAnother);

    private static LlmPrice Price(Action<LlmRates> set)
    {
        LlmPrice price = new() { Provider = "p", Model = "m", Currency = "USD", Source = "test" };
        set(price);
        return price;
    }
}
